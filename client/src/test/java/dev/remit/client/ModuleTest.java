package dev.remit.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a program that takes the client in takes in with it: nothing.
final class ModuleTest {
  private static final int JAVA_17 = 61;
  private static final Pattern ALLOWED =
      Pattern.compile("\\[*L?(java/(lang|util|io|nio|net|math|time)/|dev/remit/client/).*");

  private static List<ClassModel> classes() throws IOException, URISyntaxException {
    Path root =
        Path.of(RemitClient.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<ClassModel> classes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".class")).toList()) {
        classes.add(ClassFile.of().parse(file));
      }
    }
    assertThat(classes).hasSizeGreaterThan(15);
    return classes;
  }

  @Test
  void everyClassRunsOnJava17() throws Exception {
    for (ClassModel model : classes()) {
      assertThat(model.majorVersion()).as(model.thisClass().asInternalName()).isEqualTo(JAVA_17);
      assertThat(model.minorVersion()).as("no preview").isZero();
    }
  }

  @Test
  void noClassNeedsAnythingButTheJdk() throws Exception {
    for (ClassModel model : classes()) {
      boolean annotationsOnly = model.thisClass().asInternalName().endsWith("package-info");
      for (PoolEntry entry : model.constantPool()) {
        if (entry instanceof ClassEntry used && !annotationsOnly) {
          assertThat(used.asInternalName())
              .as(model.thisClass().asInternalName())
              .matches(name -> ALLOWED.matcher(name).matches() || name.matches("\\[+[BCDFIJSZ]"));
        }
      }
    }
  }
}
