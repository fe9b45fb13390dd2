// snitt validate --lock|--protocol|--sign|--verify|--check|--example: a study from its protocol to a signed report.
#include <CLI/CLI.hpp>

#include "app/snitt/tell_p.h"
#include "app/snitt/validation/validate_options.h"
#include "app/snitt/validation/verb_validate.h"
#include "app/snitt/validators_p.h"
#include "core/atomic_file.h"
#include "core/os/own_files.h"

namespace snitt::app {

namespace {

namespace fs = std::filesystem;

// One that is there may be somebody's protocol.
ExitCode writeExample(const fs::path& file, const Session& session) {
  const auto own = os::ownFile("validation/protocol.toml");
  if (!own) return complain({ErrorKind::notFound, "the example of a protocol did not come with this program"});
  const auto text = readFile(*own);
  if (!text) return complain(text.error());
  if (auto written = os::writeNewSynced(file, *text, os::Readers::everybody); !written)
    return complain(written.error());
  tell(session, {{"format", "snitt-validate-example/1"}, {"file", file.string()}},
       file.string() + ": an example that names every key of a protocol\n");
  return allDone;
}

ExitCode runAsked(const ValidateOptions& options, Session& session) {
  const int asked = (options.lock.empty() ? 0 : 1) + (options.protocol.empty() ? 0 : 1) +
                    (options.sign.empty() ? 0 : 1) + (options.verify.empty() ? 0 : 1) +
                    (options.check.empty() ? 0 : 1) + (options.example.empty() ? 0 : 1);
  if (asked != 1)
    return complain({ErrorKind::usage,
                     "say one of --lock PROTOCOL, --protocol PROTOCOL, --sign FOLDER, --verify FOLDER, --check "
                     "PROTOCOL, --example FILE"});
  if (!options.lock.empty()) return lockProtocol(options, session);
  if (!options.protocol.empty()) return runProtocol(options, session);
  if (!options.sign.empty()) return signReport(options, session);
  if (!options.verify.empty()) return verifyReport(options, session);
  if (!options.check.empty()) return checkProtocol(options, session);
  return writeExample(options.example, session);
}

void addRunOptions(CLI::App& verb, ValidateOptions& options) {
  CLI::Option* protocol =
      verb.add_option("--protocol", options.protocol, "Make the report of a locked protocol")->check(notBlank());
  const std::vector<CLI::Option*> ofRun{
      verb.add_option("--cohort", options.cohort, "Folder of the cohort that was scored")->check(notBlank()),
      verb.add_option("--out", options.out, "Folder for the report")->check(notBlank()),
      verb.add_option("--repeat", options.repeats, "NAME=FOLDER: the cohort of a [[repeat]] of the protocol")
          ->allow_extra_args(false)
          ->check(notBlank()),
      verb.add_option("--training-record", options.trainingRecord,
                      "Sealed record of the bundle's training, against which overlap is looked for")
          ->check(notBlank()),
      verb.add_option("--password-file", options.passwordFile, "Password of the training record, in its first line")
          ->check(notBlank()),
      verb.add_flag("--allow-mixed", options.allowMixed,
                    "Report results of several numeric paths, which every page says"),
      verb.add_option("--as-run", options.asRun,
                      "Make run N of the register again: its date, and the history as it was then")
          ->check(CLI::PositiveNumber)};
  for (CLI::Option* one : ofRun) one->needs(protocol);
}

void addSignOptions(CLI::App& verb, ValidateOptions& options) {
  CLI::Option* sign = verb.add_option("--sign", options.sign, "Sign the report in this folder")->check(notBlank());
  CLI::Option* role = verb.add_option("--as", options.role, "operator or reviewer")
                          ->check(CLI::IsMember({"operator", "reviewer"}))
                          ->needs(sign);
  sign->needs(role);
  verb.add_option("--person", options.person, "Who signs (default: whom this account stands for)")
      ->check(notBlank())
      ->needs(sign);
  verb.add_option("--pin-file", options.pinFile, "PIN in the first line of this file; else it is asked for")
      ->check(notBlank())
      ->needs(sign);
}

}  // namespace

void addValidate(CLI::App& app, Verb& run) {
  auto options = std::make_shared<ValidateOptions>();
  CLI::App* verb = app.add_subcommand(
      "validate", "A validation study: lock its protocol, report on a scored cohort, sign the report");
  CLI::Option* lock =
      verb->add_option("--lock", options->lock, "Freeze this protocol and all that it names, and register it")
          ->check(notBlank());
  verb->add_option("--again", options->again, "Why a protocol that is locked is locked once more")
      ->check(notBlank())
      ->needs(lock);
  addRunOptions(*verb, *options);
  addSignOptions(*verb, *options);
  verb->add_option("--verify", options->verify, "Whether the report in this folder is what was registered and signed")
      ->check(notBlank());
  verb->add_option("--check", options->check, "Say what this protocol asks, and what has changed since it was locked")
      ->check(notBlank());
  verb->add_option("--example", options->example, "Write an example of a protocol that names every key")
      ->check(notBlank());
  verb->add_option("--register", options->registerFile,
                   "Register of locks and runs (default: beside the database, or in the user's data folder)")
      ->check(notBlank());
  verb->callback([&run, options] { run = [options](Session& session) { return runAsked(*options, session); }; });
}

}  // namespace snitt::app
