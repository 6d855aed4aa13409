package dev.remit.store.keys;

import dev.remit.store.disk.Disk;
import dev.remit.store.disk.OpenFile;
import dev.remit.store.row.UnreadableRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The keys of a data folder, in its folder `keys`: a file for each that is there, and a note for
/// each that was destroyed. [#find] and [#list] may be called in any process; [#require] and
/// [#destroy] only in the one that holds the data folder's lock.
///
/// A key is on the disk before it encrypts anything. Its file is written under another name and
/// renamed, and is there whole or not at all. A key is destroyed once its note is on the disk;
/// whatever a crash left of its file is removed when the next process writes.
///
/// `this` guards the fields; any thread may call.
public final class KeyFolder {
  /// Keys that are held ready.
  static final int READY_MAX = 10_000;

  /// Keys that one scope may have had.
  static final int KEYS_OF_SCOPE_MAX = 10_000;

  private static final String FOLDER = "keys";
  private static final String KEY = ".key";
  private static final String NOTE = ".destroyed";
  private static final int FILE_BYTES_MAX = 1 << 24;

  private final Disk disk;
  private final SecureRandom random = new SecureRandom();
  private final SequencedMap<KeyScope, DataKey> ready = new LinkedHashMap<>(16, 0.75f, true);
  private boolean prepared;
  private @Nullable IOException failure;

  /// In the data folder `disk`, which is not touched before the first call.
  public KeyFolder(Disk disk) {
    this.disk = disk;
  }

  /// The key of a scope, made if there is none, or none any more. Returns once it survives a loss
  /// of power; after a failure every later call fails too.
  public synchronized DataKey require(KeyScope scope) throws IOException {
    requireUsable();
    DataKey key = ready.get(scope);
    if (key == null) {
      try {
        prepare();
        key = findOrCreate(scope);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
      if (ready.size() == READY_MAX) {
        ready.pollFirstEntry();
      }
      ready.put(scope, key);
    }
    return key;
  }

  private void requireUsable() throws IOException {
    if (failure != null) {
      throw new IOException("the keys could not be written before", failure);
    }
  }

  private DataKey findOrCreate(KeyScope scope) throws IOException {
    for (int number = 1; number <= KEYS_OF_SCOPE_MAX; number++) {
      KeyId id = KeyId.of(scope, number);
      switch (find(id)) {
        case KeyLookup.Found(DataKey key) -> {
          if (key.scope().equals(scope)) {
            return key;
          }
        }
        case KeyLookup.Gone _ -> {
          return create(id, scope);
        }
        case KeyLookup.Destroyed _, KeyLookup.Damaged _ -> {}
      }
    }
    throw new IOException("a principal had " + KEYS_OF_SCOPE_MAX + " keys in " + scope.month());
  }

  private DataKey create(KeyId id, KeyScope scope) throws IOException {
    byte[] secret = new byte[DataKey.BYTES];
    random.nextBytes(secret);
    DataKey key = new DataKey(id, scope, secret);
    write(file(id, KEY), KeyText.write(key));
    disk.forceFolder(FOLDER);
    return key;
  }

  private void write(String name, byte[] content) throws IOException {
    String unfinished = name + Disk.UNFINISHED;
    try (OpenFile file = disk.create(unfinished)) {
      file.append(ByteBuffer.wrap(content));
      file.force();
    }
    disk.rename(unfinished, name);
  }

  /// What became of a key. Costs reading its file.
  public KeyLookup find(KeyId id) throws IOException {
    KeyLookup note = findNote(id);
    if (note != null) {
      return note;
    }
    KeyLookup found = findKey(id);
    // It may have been destroyed in between.
    KeyLookup since = found instanceof KeyLookup.Found ? null : findNote(id);
    return since == null ? found : since;
  }

  private KeyLookup findKey(KeyId id) throws IOException {
    try {
      byte[] bytes = disk.readAll(file(id, KEY), FILE_BYTES_MAX);
      return new KeyLookup.Found(KeyText.readKey(id, bytes));
    } catch (NoSuchFileException _) {
      return new KeyLookup.Gone(id);
    } catch (UnreadableRecord e) {
      return new KeyLookup.Damaged(id, e.text());
    }
  }

  /// What the note of a key says; null where there is none.
  private @Nullable KeyLookup findNote(KeyId id) throws IOException {
    try {
      byte[] bytes = disk.readAll(file(id, NOTE), FILE_BYTES_MAX);
      return new KeyLookup.Destroyed(KeyText.readNote(id, bytes));
    } catch (NoSuchFileException _) {
      return null;
    } catch (UnreadableRecord _) {
      return new KeyLookup.Damaged(id, "it was destroyed, and the note of that cannot be read");
    }
  }

  /// Every key that is not destroyed, sorted by id: found, or damaged.
  public List<KeyLookup> list() throws IOException {
    List<KeyLookup> keys = new ArrayList<>();
    for (String name : names()) {
      KeyId id = id(name, KEY);
      if (id != null) {
        KeyLookup found = find(id);
        if (found instanceof KeyLookup.Found || found instanceof KeyLookup.Damaged) {
          keys.add(found);
        }
      }
    }
    return keys;
  }

  /// Returns once no key of these can be had here, also after a loss of power: its note is there,
  /// and its file was overwritten and is gone.
  public synchronized void destroy(List<KeyId> ids, Instant when, String by) throws IOException {
    requireUsable();
    ready.clear();
    try {
      prepare();
      for (KeyId id : ids) {
        if (findNote(id) == null) {
          write(file(id, NOTE), KeyText.write(new KeyNote(id, when, by)));
        }
      }
      disk.forceFolder(FOLDER);
      eraseDestroyed();
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /// Removes what a crash left, and makes sure of the names that are there.
  private void prepare() throws IOException {
    if (prepared) {
      return;
    }
    disk.createFolder(FOLDER);
    disk.forceFolder(Disk.ROOT);
    for (String name : disk.list(FOLDER)) {
      if (name.endsWith(Disk.UNFINISHED)) {
        erase(name);
      }
    }
    disk.forceFolder(FOLDER);
    eraseDestroyed();
    prepared = true;
  }

  private void eraseDestroyed() throws IOException {
    boolean erased = false;
    List<String> names = disk.list(FOLDER);
    for (String name : names) {
      KeyId id = id(name, NOTE);
      if (id != null && Collections.binarySearch(names, file(id, KEY)) >= 0) {
        erase(file(id, KEY));
        erased = true;
      }
    }
    if (erased) {
      disk.forceFolder(FOLDER);
    }
  }

  private void erase(String name) throws IOException {
    disk.erase(name);
    disk.delete(name);
  }

  private List<String> names() throws IOException {
    try {
      return disk.list(FOLDER);
    } catch (NoSuchFileException _) {
      return List.of();
    }
  }

  private static @Nullable KeyId id(String name, String ending) {
    if (!name.endsWith(ending)) {
      return null;
    }
    String id = name.substring(FOLDER.length() + 1, name.length() - ending.length());
    return KeyId.isValid(id) ? new KeyId(id) : null;
  }

  private static String file(KeyId id, String ending) {
    return FOLDER + "/" + id + ending;
  }
}
