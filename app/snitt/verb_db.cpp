// snitt db create|check|backup|restore: the database of scores.
#include <CLI/CLI.hpp>

#include <iostream>
#include <nlohmann/json.hpp>

#include "app/snitt/database_option.h"
#include "app/snitt/validators_p.h"
#include "app/snitt/verbs.h"
#include "core/os/os.h"
#include "core/store/backup.h"

namespace snitt::app {

namespace {

Result<DatabasePlace> placeOf(const Session& session) {
  DatabasePlace place = databasePlace(session.options());
  if (!place.file.empty()) return place;
  return fail(ErrorKind::usage, place.isDefault ? "there is no home folder for a database: name one with --db FILE"
                                                : "--db none names no database");
}

void tell(const Session& session, const nlohmann::ordered_json& json, const std::string& sentence) {
  if (session.options().json)
    std::cout << json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
  else
    std::cout << sentence << std::endl;
}

std::string counted(std::int64_t number, const std::string& what) {
  return std::to_string(number).append(" ").append(what).append(number == 1 ? "" : "s");
}

ExitCode create(const Session& session) {
  const auto place = placeOf(session);
  if (!place) return complain(place.error());
  if (place->isDefault)
    if (const auto made = os::makePrivateFolder(place->file.parent_path()); !made) return complain(made.error());
  std::error_code ignored;
  const bool existed =
      std::filesystem::exists(place->file, ignored) && std::filesystem::file_size(place->file, ignored) > 0;
  const auto store = Store::open(place->file, storeOptions(true));
  if (!store) return complain(store.error());
  tell(session,
       {{"format", "snitt-db-created/1"},
        {"file", store->file().string()},
        {"created", !existed},
        {"schema", store->schema()}},
       (existed ? "there is a database already: " : "made ") + store->file().string());
  return allDone;
}

ExitCode check(const Session& session) {
  const auto place = placeOf(session);
  if (!place) return complain(place.error());
  StoreOptions options = storeOptions(false);
  options.migrate = false;
  const auto store = Store::open(place->file, options);
  if (!store) return complain(store.error());
  const auto checked = store->check();
  if (!checked) return complain(checked.error());
  const bool ok = checked->faults.empty();
  if (session.options().json || ok)
    tell(session,
         {{"format", "snitt-db-check/1"},
          {"file", store->file().string()},
          {"ok", ok},
          {"schema", checked->schema},
          {"slides", checked->slides},
          {"scores", checked->scores},
          {"faults", checked->faults}},
         store->file().string() + " is sound: schema " + std::to_string(checked->schema) + ", " +
             counted(checked->slides, "slide") + ", " + counted(checked->scores, "score"));
  if (ok) return allDone;
  std::string list;
  for (const std::string& fault : checked->faults) list += (list.empty() ? "" : "; ") + fault;
  return complain({ErrorKind::database, "the database " + store->file().string() + " is damaged: " + list +
                                            "; \"snitt db restore BACKUP\" puts a backup in its place"});
}

ExitCode backup(const std::filesystem::path& target, bool replace, Session& session) {
  const auto place = placeOf(session);
  if (!place) return complain(place.error());
  const auto done = backupStore(place->file, target, replace, storeOptions(false), session.control().stop);
  if (!done && done.error().kind == ErrorKind::cancelled) return interrupted;
  if (!done) return complain(done.error());
  tell(session,
       {{"format", "snitt-db-backup/1"},
        {"file", done->file.string()},
        {"scores", done->scores},
        {"bytes", done->sizeBytes}},
       "wrote " + done->file.string() + " and read it back: " + counted(done->scores, "score"));
  return allDone;
}

ExitCode restore(const std::filesystem::path& source, const Session& session) {
  const auto place = placeOf(session);
  if (!place) return complain(place.error());
  if (place->isDefault)
    if (const auto made = os::makePrivateFolder(place->file.parent_path()); !made) return complain(made.error());
  const auto done = restoreStore(source, place->file, storeOptions(false));
  if (!done) return complain(done.error());
  const std::string file = place->file.string();
  const std::string kept = done->kept.string();
  tell(session,
       {{"format", "snitt-db-restored/1"},
        {"file", file},
        {"scores", done->scores},
        {"kept", kept.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(kept)}},
       file + " is now that backup: " + counted(done->scores, "score") +
           (kept.empty() ? "" : "; what was there before is kept as " + kept));
  return allDone;
}

}  // namespace

void addDb(CLI::App& app, Verb& run) {
  CLI::App* verb =
      app.add_subcommand("db", "The database of scores: create, check, backup, restore (which: --db FILE)");
  verb->require_subcommand(1);

  CLI::App* createVerb = verb->add_subcommand("create", "Make the database; one that is there is left as it is");
  createVerb->callback([&run] { run = [](Session& s) { return create(s); }; });

  CLI::App* checkVerb = verb->add_subcommand("check", "Read everything in it and say whether it is sound");
  checkVerb->callback([&run] { run = [](Session& s) { return check(s); }; });

  struct BackupArguments {
    std::filesystem::path file;
    bool force = false;
  };
  auto arguments = std::make_shared<BackupArguments>();
  CLI::App* backupVerb = verb->add_subcommand("backup", "Copy it while it is in use, and check the copy");
  backupVerb->add_option("file", arguments->file, "New file")->required()->check(notBlank());
  backupVerb->add_flag("--force", arguments->force, "Replace a file that is there");
  backupVerb->callback(
      [&run, arguments] { run = [arguments](Session& s) { return backup(arguments->file, arguments->force, s); }; });

  CLI::App* restoreVerb =
      verb->add_subcommand("restore", "Put a backup in its place; what was there is kept beside it");
  restoreVerb->add_option("file", arguments->file, "Backup")->required()->check(notBlank());
  restoreVerb->callback([&run, arguments] { run = [arguments](Session& s) { return restore(arguments->file, s); }; });
}

}  // namespace snitt::app
