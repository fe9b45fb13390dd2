// snitt doctor --qualify: evidence of an installation for a site's files.
#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "app/snitt/database_option.h"
#include "app/snitt/doctor.h"
#include "app/snitt/machine_state.h"
#include "app/snitt/result_folder.h"
#include "app/snitt/trust_options.h"
#include "core/libraries.h"
#include "core/os/os.h"
#include "core/qualification/qualification.h"
#include "core/sha256.h"
#include "core/text/identity.h"
#include "core/trust/signature.h"
#include "tiling/libraries.h"
#include "ui/report/qualification_report.h"

namespace snitt::app {

namespace {

namespace fs = std::filesystem;

QualifiedFile hashed(const fs::path& file, const std::string& name) {
  auto sha256 = sha256OfFile(file);
  return sha256 ? QualifiedFile{name, *std::move(sha256), {}} : QualifiedFile{name, {}, sha256.error().message};
}

// Everything that lies there, whatever the manifest says of it.
std::vector<QualifiedFile> filesIn(const fs::path& folder) {
  std::vector<QualifiedFile> files;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error))
    if (std::error_code ignored; entry->is_regular_file(ignored))
      files.push_back(hashed(entry->path(), entry->path().lexically_relative(folder).generic_string()));
  if (error) files.push_back({folder.string(), {}, error.message()});
  std::ranges::sort(files, {}, &QualifiedFile::name);
  return files;
}

// What the system's package manager put there it also answers for.
bool comesWithSystem(const fs::path& library) {
  const std::string name = library.string();
  return std::ranges::any_of(std::initializer_list<std::string_view>{"/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/"},
                             [&](std::string_view folder) { return name.starts_with(folder); });
}

std::vector<QualifiedFile> programFiles() {
  const fs::path program = os::programFile();
  std::vector<QualifiedFile> files{hashed(program, program.string())};
  const fs::path viewer = program.parent_path() / "snitt-viewer";
  if (std::error_code ignored; fs::exists(viewer, ignored)) files.push_back(hashed(viewer, viewer.string()));
  for (const fs::path& library : os::loadedLibraries())
    if (!comesWithSystem(library)) files.push_back(hashed(library, library.string()));
  return files;
}

void describeMachine(Qualification& into, const CommonOptions& options) {
  into.id = randomUuid();
  into.date = localNow();
  into.dateUtc = utcNow();
  into.user = typist();
  into.host = os::hostName();
  into.software = std::string("snitt ") + SNITT_VERSION;
  into.system = os::systemName();
  into.processor = os::cpuModel();
  into.processorFeatures = os::cpuFeatures();
  into.cores = os::usableCores();
  into.memoryGiB = static_cast<double>(os::memoryBytes() >> 20) / 1024.0;
  for (const auto& lines : {tilingLibraries(), coreLibraries(), reportLibraries(), describeEngine()})
    into.libraries.insert(into.libraries.end(), lines.begin(), lines.end());
  into.programFiles = programFiles();
  const auto database = databaseState(options);
  into.database = database ? *database : database.error().message;
  into.databaseUsable = database.has_value();
  for (const auto& [use, folder] : {std::pair("log", os::stateFolder()), std::pair("data", os::dataFolder()),
                                    std::pair("temporary", fs::temp_directory_path())})
    into.folders.push_back({use, folder.string(), isUsableFolder(folder)});
  into.trustedKeys = trustedKeysText();
}

void describeBundle(QualifiedBundle& into, const LoadedModel& model) {
  const Manifest& manifest = model.bundle.manifest;
  into.id = manifest.id;
  into.name = manifest.name;
  into.version = manifest.version;
  into.status = toText(manifest.status);
  into.sha256 = model.bundle.sha256;
  into.signature = describe(model.bundle.signature);
  into.notice = noticeOf(model);
}

// A bundle that is not there, or a device that is not, is a mistake on the command line; one that is damaged is a
// finding.
bool isFinding(ErrorKind kind) {
  return kind != ErrorKind::notFound && kind != ErrorKind::usage && kind != ErrorKind::unsupported &&
         kind != ErrorKind::cancelled;
}

// "qualification-2026-11-26-124413", or with a number behind it where that is taken.
fs::path freeName(const fs::path& folder, const std::string& date) {
  std::string stem = "qualification-" + date.substr(0, 19);
  std::erase(stem, ':');
  std::ranges::replace(stem, 'T', '-');
  fs::path name = folder / stem;
  std::error_code ignored;
  for (int number = 2; fs::exists(name.string() + ".pdf", ignored) || fs::exists(name.string() + ".json", ignored);
       ++number)
    name = folder / fmt::format("{}-{}", stem, number);
  return name;
}

Result<fs::path> write(const fs::path& folder, const Qualification& qualification) {
  const auto pdf = qualificationPdf(qualification);
  if (!pdf) return fail(pdf.error());
  fs::path name = freeName(folder, qualification.date);
  const std::string json = formatQualification(qualification);
  auto written = os::writeNewSynced(name.string() + ".pdf", *pdf, os::Readers::everybody).and_then([&] {
    return os::writeNewSynced(name.string() + ".json", json, os::Readers::everybody);
  });
  if (!written) return fail(written.error());
  return name;
}

}  // namespace

ExitCode qualify(const DoctorOptions& options, Session& session) {
  if (auto usable = checkOutFolder(options.qualify, options.bundle); !usable) return complain(usable.error());
  Qualification qualification;
  auto model = loadModel(options.bundle, session.options().engine, trustRules(options.untrusted));
  if (!model && !isFinding(model.error().kind)) return complain(model.error());
  describeMachine(qualification, session.options());
  std::error_code ignored;
  qualification.bundle.folder = fs::absolute(options.bundle, ignored).lexically_normal().string();
  qualification.bundle.files = filesIn(options.bundle);
  if (model) {
    describeBundle(qualification.bundle, *model);
    qualification.path = model->choice.device + ", " + describePath(model->choice) + ", " +
                         std::to_string(session.options().threadCount()) + " workers";
    auto golden = runGoldenCheck(options, std::move(*model), session);
    if (!golden) return golden.error().kind == ErrorKind::cancelled ? interrupted : complain(golden.error());
    qualification.golden = *std::move(golden);
  } else {
    qualification.bundle.problem = model.error().message;
  }
  const auto written = write(options.qualify, qualification);
  if (!written) return complain(written.error());
  if (session.options().json)
    std::cout << formatQualification(qualification) << std::flush;
  else
    std::cout << (qualification.golden.slides.empty() ? "" : goldenTable(qualification.golden) + "\n")
              << qualification.verdict() << "\n"
              << written->string() << ".pdf\n"
              << written->string() << ".json\n"
              << std::flush;
  if (qualification.qualified()) return allDone;
  return complain({ErrorKind::refused, fmt::format("{}", fmt::join(qualification.objections(), "; "))});
}

}  // namespace snitt::app
