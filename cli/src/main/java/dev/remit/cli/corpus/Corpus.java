package dev.remit.cli.corpus;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cli.terminal.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The cases found at one path: a folder, an archive, or the file of one case.
///
/// A case is `corpus-tests/*.json` or `tests/*/*.json` with the files that it names, or one
/// `oopsla/*/*/*.decisions.json.gz` with the policies of its workload; an archive
/// `corpus-tests.tar.gz` in a folder counts as a folder.
public final class Corpus {
  private static final Pattern CASE =
      Pattern.compile("(.*/)?(corpus-tests/[^/]+|tests/[^/]+/[^/]+)(?<!\\.entities)\\.json");
  private static final Pattern WORKLOAD =
      Pattern.compile("(.*/)?oopsla/[^/]+/[^/]+/[^/]+\\.decisions\\.json\\.gz");
  private static final Pattern ARCHIVE = Pattern.compile("(.*/)?corpus-tests\\.(tar\\.gz|tgz)");
  private static final List<String> LAYOUTS = List.of("corpus-tests", "tests", "oopsla");

  private final List<CaseFile> caseFiles;

  private Corpus(List<CaseFile> caseFiles) {
    this.caseFiles = List.copyOf(caseFiles);
  }

  /// Throws if nothing there is a case.
  public static Corpus open(Path path) throws Fault {
    try {
      List<CaseFile> found = new ArrayList<>();
      if (Files.isRegularFile(path) && isArchive(path.getFileName().toString())) {
        addCases(found, CorpusFiles.Archive.open(path.toString(), Files.readAllBytes(path)));
      } else if (Files.exists(path)) {
        addCases(found, folder(path));
      } else {
        throw new Fault(path + ": no such file or folder; check the path");
      }
      if (found.isEmpty()) {
        throw new Fault(
            path
                + ": holds no case; name a folder with `corpus-tests/*.json`, `tests/*/*.json` or"
                + " `oopsla/`, or a `corpus-tests.tar.gz`");
      }
      return new Corpus(found);
    } catch (IOException e) {
      throw new Fault(path + ": cannot be read (" + e.getMessage() + "); check the file");
    }
  }

  private static boolean isArchive(String name) {
    return name.endsWith(".tar.gz") || name.endsWith(".tgz");
  }

  /// Cases name their files from the folder that holds `corpus-tests` or `tests`, so that folder is
  /// the root, also where a part of it is asked for.
  private static CorpusFiles folder(Path path) {
    Path start = path.normalize();
    Path root = start;
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      Path name = folder.getFileName();
      if (name != null && LAYOUTS.contains(name.toString())) {
        Path parent = folder.getParent();
        root = parent == null ? Path.of("") : parent;
        break;
      }
    }
    return new CorpusFiles.Folder(root, start);
  }

  private static void addCases(List<CaseFile> found, CorpusFiles files) throws IOException {
    for (String name : files.names()) {
      if (CASE.matcher(name).matches()) {
        found.add(new CaseFile(files, name, false));
      } else if (WORKLOAD.matcher(name).matches()) {
        found.add(new CaseFile(files, name, true));
      } else if (ARCHIVE.matcher(name).matches()) {
        addCases(found, CorpusFiles.Archive.open(files.shown(name), files.bytes(name)));
      }
    }
  }

  public int size() {
    return caseFiles.size();
  }

  /// In the order of their names, each read only when it is asked for.
  public List<CaseFile> caseFiles() {
    return caseFiles;
  }

  /// Where a case is, not yet read.
  public static final class CaseFile {
    private final CorpusFiles files;
    private final String name;
    private final boolean workload;

    private CaseFile(CorpusFiles files, String name, boolean workload) {
      this.files = files;
      this.name = name;
      this.workload = workload;
    }

    /// What identifies the case to people.
    public String name() {
      return files.shown(name);
    }

    public CorpusCase read() throws SyntaxException, IOException {
      return workload ? WorkloadReader.read(files, name) : CaseReader.read(files, name);
    }
  }
}
