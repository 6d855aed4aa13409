package dev.remit.bench.log;

import dev.remit.store.disk.Disk;
import dev.remit.store.disk.OpenFile;
import dev.remit.store.disk.ReadableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// A disk that counts what is appended to and forced of files whose names begin as `counted` says.
final class CountingDisk implements Disk {
  private final Disk disk;
  private final String counted;
  private final LongAdder appends = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder forces = new LongAdder();

  CountingDisk(Disk disk, String counted) {
    this.disk = disk;
    this.counted = counted;
  }

  long appends() {
    return appends.sum();
  }

  long bytes() {
    return bytes.sum();
  }

  long forces() {
    return forces.sum();
  }

  @Override
  public OpenFile create(String name) throws IOException {
    return counted(name, disk.create(name));
  }

  @Override
  public OpenFile openAppend(String name) throws IOException {
    return counted(name, disk.openAppend(name));
  }

  private OpenFile counted(String name, OpenFile file) {
    return name.startsWith(counted) ? new Counted(file) : file;
  }

  @Override
  public ReadableFile openRead(String name) throws IOException {
    return disk.openRead(name);
  }

  @Override
  public void truncate(String name, long size) throws IOException {
    disk.truncate(name, size);
  }

  @Override
  public void erase(String name) throws IOException {
    disk.erase(name);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    disk.rename(from, to);
  }

  @Override
  public void delete(String name) throws IOException {
    disk.delete(name);
  }

  @Override
  public List<String> list(String folder) throws IOException {
    return disk.list(folder);
  }

  @Override
  public List<String> folders(String folder) throws IOException {
    return disk.folders(folder);
  }

  @Override
  public void createFolder(String folder) throws IOException {
    disk.createFolder(folder);
  }

  @Override
  public void forceFolder(String folder) throws IOException {
    disk.forceFolder(folder);
  }

  private final class Counted implements OpenFile {
    private final OpenFile file;

    private Counted(OpenFile file) {
      this.file = file;
    }

    @Override
    public void append(ByteBuffer content) throws IOException {
      appends.increment();
      bytes.add(content.remaining());
      file.append(content);
    }

    @Override
    public void force() throws IOException {
      forces.increment();
      file.force();
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
