package dev.remit.cli.launch;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// Rewrites jars whose classes are compiled for Java 5 or older as classes of today: an AOT cache
/// holds no others, because only those come with the stack maps that verify them quickly. Nothing
/// else of them changes.
///
/// Of what we ship only picocli is that old.
final class ClassUpgrade {
  /// Java 6, the first that an AOT cache holds.
  private static final int CACHED_MAJOR_MIN = ClassFile.JAVA_6_VERSION;

  private static final ClassFile CLASSES =
      ClassFile.of(
          ClassFile.ConstantPoolSharingOption.NEW_POOL,
          ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
          ClassFile.ClassHierarchyResolverOption.of(
              ClassHierarchyResolver.ofResourceParsing(ClassLoader.getSystemClassLoader())));

  private static final ClassTransform UPGRADE =
      ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
          .andThen((builder, element) -> {
            if (element instanceof ClassFileVersion) {
              builder.withVersion(ClassFile.latestMajorVersion(), 0);
            } else {
              builder.with(element);
            }
          });

  private ClassUpgrade() {}

  /// Rewrites a jar that holds an old class; the class path must hold what its classes refer to.
  static void upgrade(Path jar) throws IOException {
    if (!hasOld(jar)) {
      return;
    }
    Path rewritten = jar.resolveSibling(jar.getFileName() + ".new");
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar));
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(rewritten))) {
      ZipEntry entry = in.getNextEntry();
      while (entry != null) {
        copy(entry, in, out);
        entry = in.getNextEntry();
      }
    }
    Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  /// Reads the first bytes of each class only: jars are large.
  private static boolean hasOld(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (isClass(entry) && isOld(zip, entry)) {
          return true;
        }
      }
      return false;
    }
  }

  private static boolean isOld(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return major(in.readNBytes(8)) < CACHED_MAJOR_MIN;
    }
  }

  private static boolean isClass(ZipEntry entry) {
    return entry.getName().endsWith(".class");
  }

  private static void copy(ZipEntry entry, InputStream in, ZipOutputStream out) throws IOException {
    byte[] content = in.readAllBytes();
    boolean old = isClass(entry) && major(content) < CACHED_MAJOR_MIN;
    out.putNextEntry(new ZipEntry(entry.getName()));
    out.write(old ? upgrade(content) : content);
  }

  private static int major(byte[] content) {
    return (content[6] & 0xff) << 8 | (content[7] & 0xff);
  }

  static byte[] upgrade(byte[] content) {
    return CLASSES.transformClass(CLASSES.parse(content), UPGRADE);
  }
}
