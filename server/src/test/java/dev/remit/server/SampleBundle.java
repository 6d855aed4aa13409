package dev.remit.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// A small bundle for tests: users read the documents of the folders that they are members of.
public final class SampleBundle {
  public static final String MANIFEST = "name: documents\nowner: records@harbour.example\n";

  public static final String SCHEMA =
      """
      entity Group;
      entity User in [Group] { level?: Long };
      entity Folder;
      entity Document in [Folder];
      action read, write appliesTo { principal: User, resource: Document };
      """;

  public static final String POLICIES =
      """
      @id("members-read")
      permit (principal in Group::"members", action == Action::"read", resource);
      """;

  public static final String ENTITIES =
      """
      [{"uid": {"type": "User", "id": "ada"}, "attrs": {"level": 3},
        "parents": [{"type": "Group", "id": "members"}]}]
      """;

  private final Map<String, String> files = new LinkedHashMap<>();

  public SampleBundle() {
    files.put("remit.yaml", MANIFEST);
    files.put("schema.cedarschema", SCHEMA);
    files.put("policies/documents.cedar", POLICIES);
    files.put("entities/users.json", ENTITIES);
  }

  /// The same with another file.
  public SampleBundle with(String path, String text) {
    SampleBundle other = new SampleBundle();
    other.files.putAll(files);
    other.files.put(path, text);
    return other;
  }

  /// One that differs from the others by a policy that permits writing at a level.
  public static SampleBundle writingFrom(int level) {
    return new SampleBundle()
        .with(
            "policies/writing.cedar",
            "@id(\"level-%d\") permit (principal, action == Action::\"write\", resource)"
                    .formatted(level)
                + " when { principal has level && principal.level >= %d };\n".formatted(level));
  }

  public Map<String, String> files() {
    return files;
  }

  /// Writes every file below a folder.
  public Path write(Path folder) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return folder;
  }
}
