package dev.remit.store.disk;

import dev.remit.testkit.Seeds;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A disk in memory that fails as told and, from a seed, loses what it may lose. Guarded by `this`.
///
/// Operations that change something count from 1: create, append, force, truncate, erase, rename,
/// delete, createFolder, forceFolder. Reading neither counts nor fails.
public final class SimulatedDisk implements Disk {
  private final long seed;
  private final RandomGenerator random;
  private final SimulatedFolder root;
  private long operations;
  private long failAt;
  private long stopAt = Long.MAX_VALUE;
  private long bytesMax = Long.MAX_VALUE;
  private @Nullable String defect;

  private SimulatedDisk(long seed, SimulatedFolder root) {
    this.seed = seed;
    this.random = Seeds.random(seed);
    this.root = root;
  }

  public static SimulatedDisk of(long seed) {
    return new SimulatedDisk(seed, new SimulatedFolder());
  }

  /// The operation of this number fails: an append after some of its bytes, any other before it did
  /// anything.
  public synchronized SimulatedDisk failAt(long operation) {
    failAt = operation;
    return this;
  }

  /// The operation of this number fails as by [#failAt], and all after it too, for the machine has
  /// stopped.
  public synchronized SimulatedDisk stopAt(long operation) {
    stopAt = operation;
    return this;
  }

  /// Appends past so many bytes in all files fail, after what fits.
  public synchronized SimulatedDisk fullAt(long bytes) {
    bytesMax = bytes;
    return this;
  }

  /// From now on, whoever makes a file in that folder runs into a defect of the program, which is
  /// no failure of the disk; into none where it is null.
  public synchronized SimulatedDisk defectIn(@Nullable String folder) {
    defect = folder;
    return this;
  }

  /// How many there were so far.
  public synchronized long operations() {
    return operations;
  }

  /// Bytes of all files.
  public synchronized long bytes() {
    return bytes(root);
  }

  /// The disk after a loss of power, without faults: names are as at any moment since their folder
  /// was forced, and a file ends anywhere after what was forced. This one is left as it is, so that
  /// its process may be seen to die.
  public synchronized SimulatedDisk crash() {
    return new SimulatedDisk(seed + 1, (SimulatedFolder) root.crashed(random));
  }

  /// The disk after the end of the process alone, without faults: everything written is there, and
  /// what was not forced may still be lost.
  public synchronized SimulatedDisk kill() {
    return new SimulatedDisk(seed + 1, (SimulatedFolder) root.copy());
  }

  /// What a file holds.
  public synchronized byte[] contents(String name) throws IOException {
    return file(name).bytes();
  }

  /// Puts a file there from outside, forced.
  public synchronized void place(String name, byte[] bytes) throws IOException {
    folderOf(name).put(last(name), SimulatedFile.forced(bytes));
  }

  @Override
  public synchronized OpenFile create(String name) throws IOException {
    if (defect != null && name.startsWith(defect + "/")) {
      throw new OutOfMemoryError("simulated");
    }
    SimulatedFolder folder = folderOf(name);
    if (folder.find(last(name)) != null) {
      throw new FileAlreadyExistsException(name);
    }
    operate();
    SimulatedFile file = new SimulatedFile();
    folder.put(last(name), file);
    return new Appended(file);
  }

  @Override
  public synchronized OpenFile openAppend(String name) throws IOException {
    return new Appended(file(name));
  }

  @Override
  public synchronized ReadableFile openRead(String name) throws IOException {
    return new Read(name, file(name));
  }

  @Override
  public synchronized void truncate(String name, long size) throws IOException {
    SimulatedFile file = file(name);
    operate();
    file.truncate((int) size);
  }

  @Override
  public synchronized void erase(String name) throws IOException {
    SimulatedFile file = file(name);
    operate();
    file.erase();
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    SimulatedFile file = file(from);
    SimulatedFolder folder = folderOf(from);
    if (folder != folderOf(to)) {
      throw new IllegalArgumentException("from one folder to another: " + from + ", " + to);
    }
    operate();
    folder.rename(last(from), last(to), file);
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    file(name);
    operate();
    folderOf(name).remove(last(name));
  }

  @Override
  public synchronized List<String> list(String folder) throws IOException {
    return list(folder, SimulatedFile.class);
  }

  @Override
  public synchronized List<String> folders(String folder) throws IOException {
    return list(folder, SimulatedFolder.class);
  }

  private List<String> list(String folder, Class<? extends SimulatedNode> kind) throws IOException {
    return folder(folder).names().entrySet().stream()
        .filter(entry -> kind.isInstance(entry.getValue()))
        .map(entry -> folder.isEmpty() ? entry.getKey() : folder + "/" + entry.getKey())
        .toList();
  }

  @Override
  public synchronized void createFolder(String folder) throws IOException {
    SimulatedFolder parent = folderOf(folder);
    switch (parent.find(last(folder))) {
      case null -> {
        operate();
        parent.put(last(folder), new SimulatedFolder());
      }
      case SimulatedFolder _ -> {}
      case SimulatedFile _ -> throw new FileAlreadyExistsException(folder);
    }
  }

  @Override
  public synchronized void forceFolder(String folder) throws IOException {
    SimulatedFolder found = folder(folder);
    operate();
    found.force();
  }

  /// Throws if this operation is to fail.
  private void operate() throws IOException {
    if (fails()) {
      throw new IOException("simulated failure of operation " + operations);
    }
  }

  private boolean fails() {
    operations++;
    return operations == failAt || operations >= stopAt;
  }

  private SimulatedFile file(String name) throws IOException {
    if (folderOf(name).find(last(name)) instanceof SimulatedFile file) {
      return file;
    }
    throw new NoSuchFileException(name);
  }

  private SimulatedFolder folderOf(String name) throws IOException {
    return folder(name.substring(0, Math.max(0, name.lastIndexOf('/'))));
  }

  private SimulatedFolder folder(String name) throws IOException {
    if (name.isEmpty()) {
      return root;
    }
    if (folderOf(name).find(last(name)) instanceof SimulatedFolder folder) {
      return folder;
    }
    throw new NoSuchFileException(name);
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static long bytes(SimulatedNode node) {
    return switch (node) {
      case SimulatedFile file -> file.size();
      case SimulatedFolder folder ->
          folder.names().values().stream().mapToLong(SimulatedDisk::bytes).sum();
    };
  }

  private void append(SimulatedFile file, byte[] bytes) throws IOException {
    if (fails()) {
      // Once stopped, nothing more is written at all.
      file.append(bytes, operations > stopAt ? 0 : random.nextInt(bytes.length + 1));
      throw new IOException("simulated failure of operation " + operations);
    }
    int fitting = Math.clamp(bytesMax - bytes(root), 0, bytes.length);
    file.append(bytes, fitting);
    if (fitting < bytes.length) {
      throw new IOException("no space left on device");
    }
  }

  private void force(SimulatedFile file) throws IOException {
    if (fails()) {
      if (operations < stopAt) {
        file.failForce();
      }
      throw new IOException("simulated failure of operation " + operations);
    }
    file.force();
  }

  private final class Appended implements OpenFile {
    private final SimulatedFile file;
    private boolean closed;

    private Appended(SimulatedFile file) {
      this.file = file;
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
      synchronized (SimulatedDisk.this) {
        requireOpen(closed);
        byte[] more = new byte[bytes.remaining()];
        bytes.get(more);
        SimulatedDisk.this.append(file, more);
      }
    }

    @Override
    public void force() throws IOException {
      synchronized (SimulatedDisk.this) {
        requireOpen(closed);
        SimulatedDisk.this.force(file);
      }
    }

    @Override
    public long size() throws IOException {
      synchronized (SimulatedDisk.this) {
        requireOpen(closed);
        return file.size();
      }
    }

    @Override
    public void close() {
      synchronized (SimulatedDisk.this) {
        closed = true;
      }
    }
  }

  private final class Read implements ReadableFile {
    private final String name;
    private final SimulatedFile file;
    private boolean closed;

    private Read(String name, SimulatedFile file) {
      this.name = name;
      this.file = file;
    }

    @Override
    public long size() throws IOException {
      synchronized (SimulatedDisk.this) {
        requireOpen(closed);
        return file.size();
      }
    }

    @Override
    public void read(ByteBuffer into, long position) throws IOException {
      synchronized (SimulatedDisk.this) {
        requireOpen(closed);
        if (position + into.remaining() > file.size()) {
          throw new EOFException(name + ": ends at " + file.size());
        }
        byte[] bytes = new byte[into.remaining()];
        file.read(bytes, (int) position);
        into.put(bytes);
      }
    }

    @Override
    public void close() {
      synchronized (SimulatedDisk.this) {
        closed = true;
      }
    }
  }

  private static void requireOpen(boolean closed) throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }
}
