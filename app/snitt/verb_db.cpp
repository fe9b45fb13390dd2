// snitt db create|check|backup|restore: the database of scores.
#include <CLI/CLI.hpp>

#include <charconv>
#include <chrono>
#include <iterator>
#include <nlohmann/json.hpp>

#include "app/snitt/database_option.h"
#include "app/snitt/tell_p.h"
#include "app/snitt/validators_p.h"
#include "app/snitt/verbs.h"
#include "core/os/os.h"
#include "core/store/backup.h"
#include "core/store/backup_state.h"
#include "core/store/key_place.h"
#include "core/store/people.h"

namespace snitt::app {

namespace {

struct CreateArguments {
  std::string group;
  std::vector<std::string> roles;
};

struct BackupArguments {
  std::filesystem::path file;
  std::filesystem::path folder;
  std::string olderThan;
  int keep = 14;
  bool force = false;
};

bool isThere(const std::filesystem::path& file) {
  std::error_code ignored;
  return std::filesystem::exists(file, ignored) && std::filesystem::file_size(file, ignored) > 0;
}

// A folder of its own: everybody in the group may change whatever lies in it.
Result<void> shareFolderOf(const std::filesystem::path& file, const std::string& group) {
  std::error_code ignored;
  const std::filesystem::path folder = std::filesystem::absolute(file, ignored).parent_path();
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
    return fail(ErrorKind::refused, "the folder " + folder.string() + " holds other things (" +
                                        entry.path().filename().string() +
                                        "): a database for a group gets a folder of its own");
  return os::shareFolder(folder, group);
}

// Whoever makes a database is its administrator, and may be more.
Result<void> addRoles(Store& store, const std::vector<std::string>& names) {
  Roles roles = store.actor().roles;
  for (const std::string& name : names) {
    const auto role = roleOf(name);
    if (role) roles.insert(*role);
  }
  return roles == store.actor().roles ? Result<void>() : People(store).setRoles(store.actor().id, roles, std::nullopt);
}

ExitCode create(const CreateArguments& arguments, const Session& session) {
  const auto place = neededDatabase(session.options());
  if (!place) return complain(place.error());
  const bool existed = isThere(place->file);
  if (existed && (!arguments.group.empty() || !arguments.roles.empty()))
    return complain({ErrorKind::usage, "there is a database already: --group and --role are for a new one"});
  if (place->isDefault)
    if (const auto made = os::makePrivateFolder(place->file.parent_path()); !made) return complain(made.error());
  if (!arguments.group.empty())
    if (const auto shared = shareFolderOf(place->file, arguments.group); !shared) return complain(shared.error());
  auto store = Store::open(place->file, storeOptions(true));
  if (!store) return complain(store.error());
  if (const auto added = addRoles(*store, arguments.roles); !added) return complain(added.error());
  const std::string key = store->keyFile().string();
  std::string text = (existed ? "there is a database already: " : "made ") + store->file().string() + "\n";
  text += "its key, without which nothing that names a patient can be read: " + key + " (keep a copy elsewhere)\n";
  if (!arguments.group.empty())
    text += "for the others of the group, as root: install -D -m 640 -g " + arguments.group + " " + key + " " +
            kSharedKeyFolder + "/" + store->keyFile().filename().string() + "\n";
  tell(session,
       {{"format", "snitt-db-created/1"},
        {"file", store->file().string()},
        {"created", !existed},
        {"schema", store->schema()},
        {"uuid", store->uuid()},
        {"key", key}},
       text);
  return allDone;
}

ExitCode check(const Session& session) {
  const auto place = neededDatabase(session.options());
  if (!place) return complain(place.error());
  const auto store = Store::openToLook(place->file, storeOptions(false));
  if (!store) return complain(store.error());
  const auto checked = store->check();
  if (!checked) return complain(checked.error());
  const bool ok = checked->faults.empty();
  std::string notes;
  for (const std::string& remark : checked->remarks) notes += "note: " + remark + "\n";
  if (session.options().json || ok)
    tell(session,
         {{"format", "snitt-db-check/1"},
          {"file", store->file().string()},
          {"ok", ok},
          {"schema", checked->schema},
          {"slides", checked->slides},
          {"scores", checked->scores},
          {"auditRows", checked->auditRows},
          {"faults", checked->faults},
          {"remarks", checked->remarks}},
         store->file().string() + " is sound: schema " + std::to_string(checked->schema) + ", " +
             counted(checked->slides, "slide") + ", " + counted(checked->scores, "score") + ", " +
             counted(checked->auditRows, "row") + " of the audit log\n" + notes);
  if (ok) return allDone;
  std::string list;
  for (const std::string& fault : checked->faults) list += (list.empty() ? "" : "; ") + fault;
  return complain({ErrorKind::database, "the database " + store->file().string() + " is damaged: " + list +
                                            "; \"snitt db restore BACKUP\" puts a backup in its place"});
}

// "1d", "12h".
Result<std::chrono::seconds> ageOf(const std::string& text) {
  int number = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  const bool isUnit = read.ptr + 1 == end && (*read.ptr == 'd' || *read.ptr == 'h');
  constexpr int most = 10000;
  if (read.ec != std::errc() || !isUnit || number < 1 || number > most)
    return fail(ErrorKind::usage, "--if-older " + text + " is no age: give days or hours, such as 1d or 12h");
  return *read.ptr == 'd' ? std::chrono::seconds(std::chrono::days(number)) : std::chrono::hours(number);
}

// The last backup, where it is still there and younger than asked for.
Result<std::optional<LastBackup>> youngBackup(const std::filesystem::path& database, const std::string& olderThan) {
  const auto age = ageOf(olderThan);
  if (!age) return fail(age.error());
  const auto store = Store::openToLook(database, storeOptions(false));
  if (!store) return fail(store.error());
  auto last = BackupLog(*store).last();
  if (!last || !*last) return last;
  // A little early, so that a timer that runs every day does not skip one by some seconds.
  constexpr std::chrono::minutes early{30};
  std::error_code ignored;
  if ((*last)->age + early < *age && std::filesystem::exists((*last)->file, ignored)) return last;
  return std::nullopt;
}

ExitCode backup(const BackupArguments& arguments, Session& session) {
  if (arguments.file.empty() == arguments.folder.empty())
    return complain({ErrorKind::usage, "give a new file for the backup, or --folder for dated ones"});
  const auto place = neededDatabase(session.options());
  if (!place) return complain(place.error());
  if (!arguments.olderThan.empty()) {
    const auto young = youngBackup(place->file, arguments.olderThan);
    if (!young) return complain(young.error());
    if (*young) {
      const std::string file = (*young)->file.string();
      tell(session, {{"format", "snitt-db-backup/1"}, {"file", file}, {"at", (*young)->at}, {"made", false}},
           "the backup of " + (*young)->at + " is young enough: " + file + "\n");
      return allDone;
    }
  }
  Result<FolderBackup> done = FolderBackup{};
  if (arguments.folder.empty()) {
    auto made = backupStore(place->file, arguments.file, arguments.force, storeOptions(false), session.control().stop);
    done = made ? Result<FolderBackup>(FolderBackup{std::move(*made), {}}) : fail(made.error());
  } else {
    done = backupIntoFolder(place->file, arguments.folder, arguments.keep, storeOptions(false), session.control().stop);
  }
  if (!done && done.error().kind == ErrorKind::cancelled) return interrupted;
  if (!done) return complain(done.error());
  nlohmann::ordered_json removed = nlohmann::ordered_json::array();
  for (const auto& file : done->removed) removed.push_back(file.string());
  const std::string old = done->removed.empty() ? "" : "; removed " + counted(std::ssize(done->removed), "older one");
  tell(session,
       {{"format", "snitt-db-backup/1"},
        {"file", done->made.file.string()},
        {"made", true},
        {"scores", done->made.scores},
        {"bytes", done->made.sizeBytes},
        {"removed", removed}},
       "wrote " + done->made.file.string() + " and read it back: " + counted(done->made.scores, "score") + old + "\n");
  return allDone;
}

ExitCode restore(const std::filesystem::path& source, const Session& session) {
  const auto place = neededDatabase(session.options());
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
        {"kept", kept.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(kept)},
        {"remark", done->remark.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(done->remark)}},
       file + " is now that backup: " + counted(done->scores, "score") +
           (kept.empty() ? "" : "; what was there before is kept as " + kept) + "\n" +
           (done->remark.empty() ? "" : "note: " + done->remark + "\n"));
  return allDone;
}

}  // namespace

void addDb(CLI::App& app, Verb& run) {
  CLI::App* verb =
      app.add_subcommand("db", "The database of scores: create, check, backup, restore (which: --db FILE)");
  verb->require_subcommand(1);

  CLI::App* createVerb = verb->add_subcommand("create", "Make the database; one that is there is left as it is");
  auto making = std::make_shared<CreateArguments>();
  createVerb->add_option("--group", making->group, "Share it, and its folder, with the accounts of this group")
      ->check(notBlank());
  createVerb->add_option("--role", making->roles, "What you are in it beside administrator; several may be given")
      ->check(CLI::IsMember({"administrator", "pathologist", "qa", "researcher"}));
  createVerb->callback([&run, making] { run = [making](Session& s) { return create(*making, s); }; });

  CLI::App* checkVerb = verb->add_subcommand("check", "Read everything in it and say whether it is sound");
  checkVerb->callback([&run] { run = [](Session& s) { return check(s); }; });

  auto arguments = std::make_shared<BackupArguments>();
  CLI::App* backupVerb = verb->add_subcommand("backup", "Copy it while it is in use, and check the copy");
  backupVerb->add_option("file", arguments->file, "New file")->check(notBlank());
  backupVerb->add_flag("--force", arguments->force, "Replace a file that is there");
  backupVerb->add_option("--folder", arguments->folder, "Under a dated name in this folder")->check(notBlank());
  backupVerb->add_option("--keep", arguments->keep, "So many dated ones stay (14)")
      ->check(CLI::Range(1, 100000))
      ->needs("--folder");
  backupVerb->add_option("--if-older", arguments->olderThan, "Only where the last one is older, such as 1d or 12h")
      ->check(notBlank());
  backupVerb->callback([&run, arguments] { run = [arguments](Session& s) { return backup(*arguments, s); }; });

  CLI::App* restoreVerb =
      verb->add_subcommand("restore", "Put a backup in its place; what was there is kept beside it");
  restoreVerb->add_option("file", arguments->file, "Backup")->required()->check(notBlank());
  restoreVerb->callback([&run, arguments] { run = [arguments](Session& s) { return restore(arguments->file, s); }; });
}

}  // namespace snitt::app
