// snitt case export|import: a case as one file.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <memory>
#include <nlohmann/json.hpp>

#include "app/snitt/database_option.h"
#include "app/snitt/tell_p.h"
#include "app/snitt/validators_p.h"
#include "app/snitt/verbs.h"
#include "core/atomic_file.h"
#include "core/store/case_archive.h"
#include "core/text/visible.h"

namespace snitt::app {

namespace {

using Json = nlohmann::ordered_json;

struct FileOptions {
  std::string name;
  std::filesystem::path file;
  std::filesystem::path passwordFile;
  bool withIdentity = false;
  bool force = false;
};

// The first line, as editors end it.
Result<std::string> passwordIn(const std::filesystem::path& file) {
  if (file.empty()) return std::string();
  const auto text = readFile(file);
  if (!text) return fail(text.error());
  std::string password = text->substr(0, text->find_first_of("\r\n"));
  if (password.empty()) return fail(ErrorKind::usage, file.string() + " holds no password in its first line");
  return password;
}

Result<CaseExported> exported(Store& store, const FileOptions& options) {
  const auto name = caseNameOf(options.name);
  if (!name)
    return fail(ErrorKind::usage, fmt::format("\"{}\" names no case: write SITE:ACCESSION", visibleText(options.name)));
  const auto id = Cases(store).find(*name);
  if (!id) return fail(id.error());
  auto password = passwordIn(options.passwordFile);
  if (!password) return fail(password.error());
  const CaseExport wanted{options.withIdentity, std::move(*password), options.force,
                          std::string("snitt ") + SNITT_VERSION};
  return CaseArchive(store).exportTo(*id, options.file, wanted);
}

ExitCode exportCase(const Session& session, const FileOptions& options) {
  auto store = openNeeded(session.options());
  if (!store) return complain(store.error());
  const auto done = exported(*store, options);
  if (!done) return complain(done.error());
  const Json json = {{"format", "snitt-case-exported/1"},
                     {"case", options.name},
                     {"file", options.file.string()},
                     {"sha256", done->sha256},
                     {"bytes", done->bytes},
                     {"masked", done->masked},
                     {"slides", done->slides},
                     {"scores", done->scores},
                     {"drawings", done->drawings},
                     {"seal", done->seal == 0 ? Json() : Json(done->seal)}};
  std::string text = fmt::format("{}: {}, {}, {}\n", options.file.string(), counted(done->slides, "slide"),
                                 counted(done->scores, "score"), counted(done->drawings, "drawing"));
  text +=
      done->masked ? "  without the patient (--with-identity adds who it is)\n" : "  with the patient: keep it safe\n";
  text += done->seal == 0 ? std::string("  the audit log has no seal yet\n")
                          : fmt::format("  the audit log is sealed to row {}\n", done->seal);
  tell(session, json, text);
  return allDone;
}

ExitCode importCase(const Session& session, const FileOptions& options) {
  const auto password = passwordIn(options.passwordFile);
  if (!password) return complain(password.error());
  auto store = openNeeded(session.options());
  if (!store) return complain(store.error());
  const auto done = CaseArchive(*store).importFrom(options.file, *password);
  if (!done) return complain(done.error());
  const std::string name = toText(done->name);
  const Json json = {{"format", "snitt-case-imported/1"},
                     {"case", name},
                     {"added", done->added},
                     {"masked", done->masked},
                     {"slides", done->slides},
                     {"scoresAdded", done->scores},
                     {"drawingsAdded", done->drawings},
                     {"findings", done->findings}};
  std::string text = visibleText(name);
  if (done->added)
    text +=
        fmt::format(": {}, {}, {}{}\n", counted(done->slides, "slide"), counted(done->scores, "score"),
                    counted(done->drawings, "drawing"), done->masked ? "; the file does not say whose they are" : "");
  else
    text += ": it is there already, and nothing differs\n";
  for (const std::string& finding : done->findings) text += fmt::format("  {}\n", finding);
  tell(session, json, text);
  return allDone;
}

void addPassword(CLI::App& verb, FileOptions& options, const std::string& help) {
  verb.add_option("--password-file", options.passwordFile, help)->check(notBlank());
}

}  // namespace

void addCaseFiles(CLI::App& verb, Verb& run) {
  auto out = std::make_shared<FileOptions>();
  CLI::App* one = verb.add_subcommand("export", "A case with its scores and drawings as one zip, for another database");
  one->add_option("case", out->name, "SITE:ACCESSION")->required()->check(notBlank());
  one->add_option("file", out->file, "The zip to write")->required()->check(notBlank());
  one->add_flag("--with-identity", out->withIdentity,
                "With the patient, comments, paths, barcodes and notes; else these are left out");
  addPassword(*one, *out, "Encrypt it (AES-256) with the first line of this file");
  one->add_flag("--force", out->force, "Replace a file that is there");
  one->callback([&run, out] { run = [out](Session& session) { return exportCase(session, *out); }; });

  auto in = std::make_shared<FileOptions>();
  CLI::App* other = verb.add_subcommand("import", "Take a case from such a file into the database");
  other->add_option("file", in->file, "The zip")->required()->check(notBlank());
  addPassword(*other, *in, "Its password, in the first line of this file");
  other->callback([&run, in] { run = [in](Session& session) { return importCase(session, *in); }; });
}

}  // namespace snitt::app
