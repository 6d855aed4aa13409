package dev.remit.store.disk;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

/// A folder of a disk as a disk of its own. The folder must be there.
public final class Subfolder implements Disk {
  private final Disk disk;
  private final String folder;

  public Subfolder(Disk disk, String folder) {
    this.disk = Objects.requireNonNull(disk, "disk");
    this.folder = Objects.requireNonNull(folder, "folder");
  }

  private String within(String name) {
    return name.isEmpty() ? folder : folder + "/" + name;
  }

  private List<String> without(List<String> names) {
    return names.stream().map(name -> name.substring(folder.length() + 1)).toList();
  }

  @Override
  public OpenFile create(String name) throws IOException {
    return disk.create(within(name));
  }

  @Override
  public OpenFile openAppend(String name) throws IOException {
    return disk.openAppend(within(name));
  }

  @Override
  public ReadableFile openRead(String name) throws IOException {
    return disk.openRead(within(name));
  }

  @Override
  public void truncate(String name, long size) throws IOException {
    disk.truncate(within(name), size);
  }

  @Override
  public void erase(String name) throws IOException {
    disk.erase(within(name));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    disk.rename(within(from), within(to));
  }

  @Override
  public void delete(String name) throws IOException {
    disk.delete(within(name));
  }

  @Override
  public List<String> list(String name) throws IOException {
    return without(disk.list(within(name)));
  }

  @Override
  public List<String> folders(String name) throws IOException {
    return without(disk.folders(within(name)));
  }

  @Override
  public void createFolder(String name) throws IOException {
    disk.createFolder(within(name));
  }

  @Override
  public void forceFolder(String name) throws IOException {
    disk.forceFolder(within(name));
  }
}
