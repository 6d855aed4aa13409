package dev.remit.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.List;

/// The files of one folder and of the folders in it. Names are relative, with `/` between their
/// parts; the folder itself is [#ROOT].
///
/// What a file holds survives a loss of power once [OpenFile#force] returned; that it exists, is
/// called so or is gone, once [#forceFolder] of its folder returned. Until then any part of it may.
/// A failed force is final: a later one that succeeds proves nothing.
///
/// Any thread may call; writers of one file must take turns. Who may write at all is the caller's
/// to settle, by a lock on the whole folder.
public interface Disk {
  String ROOT = "";

  /// What the name of a file ends with until [#replace] has written it whole.
  String UNFINISHED = ".new";

  /// A new file, empty. Throws [java.nio.file.FileAlreadyExistsException] if there is one.
  OpenFile create(String name) throws IOException;

  /// Throws [java.nio.file.NoSuchFileException] if there is none, as all below do.
  OpenFile openAppend(String name) throws IOException;

  ReadableFile openRead(String name) throws IOException;

  /// Cuts the file to its first `size` bytes, of which it has at least so many.
  void truncate(String name, long size) throws IOException;

  /// Overwrites all that the file holds with zeros where it is, and returns once that survives a
  /// loss of power. What the storage below keeps of the bytes before is out of its reach.
  void erase(String name) throws IOException;

  /// Takes the place of a file called `to`, in one step. Both names are in the same folder.
  void rename(String from, String to) throws IOException;

  void delete(String name) throws IOException;

  /// The names of the files directly in a folder, as the other operations take them, sorted.
  List<String> list(String folder) throws IOException;

  /// The names of the folders directly in a folder, as the other operations take them, sorted.
  List<String> folders(String folder) throws IOException;

  /// Nothing if it is there. The folder that it is in must be.
  void createFolder(String folder) throws IOException;

  /// Returns once the names of everything directly in the folder survive a loss of power.
  void forceFolder(String folder) throws IOException;

  /// Writes a whole file, in the place of one that was there, and returns once it survives a loss
  /// of power. A crash leaves the one before or this one, and perhaps an unfinished one beside it.
  default void replace(String name, byte[] content) throws IOException {
    replace(name, file -> file.append(ByteBuffer.wrap(content)));
  }

  /// The same with whatever `writing` appends.
  default void replace(String name, Writing writing) throws IOException {
    String unfinished = name + UNFINISHED;
    deleteIfPresent(unfinished);
    try (OpenFile file = create(unfinished)) {
      writing.write(file);
      file.force();
    }
    rename(unfinished, name);
    forceFolder(name.substring(0, Math.max(0, name.lastIndexOf('/'))));
  }

  /// What a new file holds.
  @FunctionalInterface
  interface Writing {
    void write(OpenFile file) throws IOException;
  }

  default void deleteIfPresent(String name) throws IOException {
    try {
      delete(name);
    } catch (NoSuchFileException _) {
      // As wanted.
    }
  }

  /// A whole file. Throws [IOException] if it has more than `bytesMax` bytes.
  default byte[] readAll(String name, int bytesMax) throws IOException {
    try (ReadableFile file = openRead(name)) {
      long size = file.size();
      if (size > bytesMax) {
        throw new IOException(name + ": " + size + " bytes, more than " + bytesMax);
      }
      byte[] bytes = new byte[(int) size];
      file.read(ByteBuffer.wrap(bytes), 0);
      return bytes;
    }
  }
}
