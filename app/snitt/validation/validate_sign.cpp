// snitt validate --sign: one of the two signatures under a report.
#include <fmt/format.h>

#include "app/snitt/database_option.h"
#include "app/snitt/tell_p.h"
#include "app/snitt/validation/study_desk.h"
#include "app/snitt/validation/validate_options.h"
#include "core/atomic_file.h"
#include "core/os/os.h"
#include "core/store/people.h"
#include "core/text/identity.h"
#include "core/validation/lock_registering.h"
#include "core/validation/registered_report.h"
#include "core/validation/sign_off.h"
#include "ui/report/document_pages.h"

namespace snitt::app {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using validation::SignableReport;
using validation::Signature;
using validation::SignRole;

constexpr std::chrono::seconds kWait{10};

Result<Store> openPeople(const CommonOptions& options) {
  if (options.database == "none")
    return fail(
        ErrorKind::refused,
        "a report is signed by persons of a case database, who prove by PIN who they are: --db none names none");
  return openNeeded(options);
}

Result<Person> signer(const People& people, const Store& store, const std::string& name) {
  if (!name.empty()) return people.find(name);
  if (store.actor().person.empty())
    return fail(ErrorKind::usage, "several persons use this account: say who signs with --person NAME");
  return people.find(store.actor().name);
}

// A PIN on the command line would be seen by everybody on the machine.
Result<std::string> pinOf(const Person& person, const fs::path& file) {
  if (file.empty()) {
    auto asked = os::askSecret(fmt::format("PIN of {}: ", person.name));
    if (!asked && asked.error().kind == ErrorKind::usage)
      asked.error().message += ": give --pin-file FILE, with the PIN in its first line";
    return asked;
  }
  if (auto own = os::checkOthersCannotRead(file); !own) return fail(own.error());
  auto text = readFile(file);
  if (!text) return fail(text.error());
  std::string pin = text->substr(0, text->find('\n'));
  if (pin.ends_with('\r')) pin.pop_back();
  // It would count as a wrong one.
  if (pin.empty()) return fail(ErrorKind::usage, fmt::format("{} holds no PIN in its first line", file.string()));
  return pin;
}

// Nothing where the register cannot vouch for the report: told, and no fault of the signature.
std::string enterSignature(const fs::path& registerFile, const SignableReport& report, const Signature& signature) {
  if (!report.notRegistered.empty()) return "the signature is not in the register: " + report.notRegistered;
  const auto entry = validation::registerSignature({registerFile, signature.by}, report.run.number,
                                                   std::string(toText(signature.role)), signature.files);
  return entry ? std::string() : "the signature is not in the register: " + entry.error().message;
}

ExitCode tellSigned(const fs::path& folder, const SignableReport& report, const Session& session) {
  const Signature& last = report.signatures.back();
  Json json{{"format", "snitt-validate-sign/1"},
            {"folder", folder.string()},
            {"lock", report.lock.hash},
            {"signatures", Json::array()},
            {"files", report.files}};
  std::string text =
      fmt::format("{} signed {} as {} at {}\n", last.by.name, folder.string(), toText(last.role), last.at);
  for (const Signature& one : report.signatures) {
    json["signatures"].push_back({{"role", toText(one.role)},
                                  {"name", one.by.name},
                                  {"person", one.by.uuid},
                                  {"at", one.at},
                                  {"hash", one.hash}});
    text += fmt::format("  {}  {} ({})\n", one.hash, toText(one.role), one.by.name);
  }
  text += fmt::format("  {}  lock\n", report.lock.hash);
  for (const auto& [name, hash] : report.files) text += fmt::format("  {}  {}\n", hash, name);
  tell(session, json, text);
  return allDone;
}

// For the file where such sheets are kept.
Result<void> writeSheet(const fs::path& folder, const SignableReport& report) {
  const auto pdf = documentPdf(signOffDocument(report));
  if (!pdf) return fail(pdf.error());
  return writeFileAtomically(folder / validation::kSignOffSheet, *pdf);
}

struct Signing {
  SignableReport report;
  Person person;
};

// Everything that can be refused is, before a PIN is asked for.
Result<Signing> begin(const ValidateOptions& options, const fs::path& registerFile, const Store& store,
                      const People& people, Session& session) {
  auto person = signer(people, store, options.person);
  if (!person) return fail(person.error());
  auto report = validation::readSignable(options.sign, session.control().stop);
  if (!report) return fail(report.error());
  auto why = validation::whyNotRegistered(validation::StudyRegister::read(registerFile), *report);
  if (!why) return fail(why.error());
  report->notRegistered = std::move(*why);
  const SignRole role = options.role == toText(SignRole::reviewer) ? SignRole::reviewer : SignRole::runner;
  auto next = nextSignature(*report, role, {person->name, person->uuid, store.actor().account}, utcNow());
  if (!next) return fail(next.error());
  report->signatures.push_back(std::move(*next));
  return Signing{std::move(*report), std::move(*person)};
}

}  // namespace

ExitCode signReport(const ValidateOptions& options, Session& session) {
  auto store = openPeople(session.options());
  if (!store) return complain(store.error());
  People people(*store);
  std::error_code ignored;
  if (!fs::is_regular_file(options.sign / validation::kRunFile, ignored))
    return complain({ErrorKind::notFound, fmt::format("{} holds no report of a validation: it lacks {}",
                                                      options.sign.string(), validation::kRunFile)});
  const auto lock = os::FileLock::acquire(options.sign / validation::kSigningLock, kWait);
  if (!lock) return complain(lock.error());
  auto registerFile = options.registerFile.empty() ? usualRegister(session.options()) : options.registerFile;
  if (!registerFile) return complain(registerFile.error());
  auto signing = begin(options, *registerFile, *store, people, session);
  if (!signing) return complain(signing.error());
  const SignableReport& report = signing->report;
  const Signature& signature = report.signatures.back();
  const auto pin = pinOf(signing->person, options.pinFile);
  if (!pin) return complain(pin.error());
  // The log first: a signature that nobody vouches for must not stand under a report.
  const AuditEntry statement = validationEntry("validation.signed", {report.lock.entry.id, report.run.number, {}},
                                               {{"role", std::string(toText(signature.role))},
                                                {"lock", report.lock.hash},
                                                {"signature", signature.hash},
                                                {"results", report.files.at("results.json")}});
  if (const auto proven = people.sign(signing->person.id, *pin, Permission::signOff, statement); !proven)
    return complain(proven.error());
  const auto written =
      writeFileAtomically(options.sign / validation::kSignaturesFile, formatSignatures(report.signatures));
  if (!written) return complain(written.error());
  // The sheet is made anew with each signature; a place in the register is lost for good.
  if (const std::string remark = enterSignature(*registerFile, report, signature); !remark.empty())
    session.notify(remark);
  if (auto sheet = writeSheet(options.sign, report); !sheet) return complain(sheet.error());
  return tellSigned(options.sign, report, session);
}

}  // namespace snitt::app
