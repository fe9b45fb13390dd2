// snitt person add|list|role|account|share|drop|active|pin: who may use a database.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <nlohmann/json.hpp>

#include "app/snitt/database_option.h"
#include "app/snitt/tell_p.h"
#include "app/snitt/validators_p.h"
#include "app/snitt/verbs.h"
#include "core/atomic_file.h"
#include "core/os/os.h"
#include "core/store/people.h"
#include "core/text/visible.h"

namespace snitt::app {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

struct PersonArguments {
  std::string name;
  std::string account;
  std::vector<std::string> roles;
  std::string active;
  bool unmask = false;
  bool mask = false;
  bool asRoles = false;
  fs::path passwordFile;
};

Result<Roles> rolesOf(const std::vector<std::string>& names) {
  Roles roles;
  for (const std::string& name : names) {
    const auto role = roleOf(name);
    if (!role)
      return fail(ErrorKind::usage,
                  "there is no role \"" + name + "\": pathologist, researcher, qa and administrator are the roles");
    roles.insert(*role);
  }
  return roles;
}

std::string unmaskText(const Person& person) {
  if (!person.unmask) return "as roles";
  return *person.unmask ? "yes" : "no";
}

Json jsonOf(const Person& person) {
  Json json{{"name", person.name}, {"uuid", person.uuid}, {"roles", Json::array()}};
  for (const Role role : person.roles) json["roles"].push_back(toText(role));
  json["unmask"] = person.unmask ? Json(*person.unmask) : Json();
  json["active"] = person.active;
  json["pin"] = person.hasPin;
  json["pinByOther"] = person.pinByOther;
  json["lockedUntil"] = person.lockedUntil.empty() ? Json() : Json(person.lockedUntil);
  json["accounts"] = person.accounts;
  return json;
}

std::string lineOf(const Person& person) {
  constexpr std::size_t mostBytes = 1000;
  std::string accounts;
  for (const std::string& account : person.accounts) accounts += (accounts.empty() ? "" : ", ") + account;
  std::string text = fmt::format("{}  roles: {}  accounts: {}", visibleText(person.name, mostBytes),
                                 person.roles.empty() ? std::string("none") : toText(person.roles),
                                 accounts.empty() ? std::string("none") : visibleText(accounts, mostBytes));
  if (person.unmask) text += fmt::format("  sees patients' names: {}", unmaskText(person));
  if (person.hasPin) text += person.pinByOther ? "  has a PIN to be changed" : "  has a PIN";
  if (!person.lockedUntil.empty()) text += fmt::format("  locked out until {}", person.lockedUntil);
  if (!person.active) text += "  inactive";
  return text + "\n";
}

// What was done, and the person as they are now.
ExitCode tellPerson(const People& people, const std::string& name, const std::string& done, const Session& session) {
  const auto person = people.find(name);
  if (!person) return complain(person.error());
  tell(session, {{"format", "snitt-person/1"}, {"done", done}, {"person", jsonOf(*person)}},
       done + ": " + lineOf(*person));
  return allDone;
}

ExitCode list(const Session& session) {
  auto store = openNeeded(session.options());
  if (!store) return complain(store.error());
  const auto all = People(*store).list();
  if (!all) return complain(all.error());
  Json json{{"format", "snitt-persons/1"}, {"persons", Json::array()}};
  std::string text;
  for (const Person& one : *all) {
    json["persons"].push_back(jsonOf(one));
    text += lineOf(one);
  }
  tell(session, json, text);
  return allDone;
}

ExitCode add(const PersonArguments& arguments, const Session& session) {
  const auto roles = rolesOf(arguments.roles);
  if (!roles) return complain(roles.error());
  auto store = openNeeded(session.options());
  if (!store) return complain(store.error());
  People people(*store);
  if (const auto added = people.add(arguments.name, *roles, arguments.account); !added) return complain(added.error());
  return tellPerson(people, arguments.name, "added", session);
}

ExitCode setRoles(const PersonArguments& arguments, const Session& session) {
  if ((arguments.unmask ? 1 : 0) + (arguments.mask ? 1 : 0) + (arguments.asRoles ? 1 : 0) > 1)
    return complain({ErrorKind::usage, "--unmask, --mask and --as-roles exclude each other"});
  const auto roles = rolesOf(arguments.roles);
  if (!roles) return complain(roles.error());
  auto store = openNeeded(session.options());
  if (!store) return complain(store.error());
  People people(*store);
  const auto person = people.find(arguments.name);
  if (!person) return complain(person.error());
  std::optional<bool> unmask = person->unmask;
  if (arguments.asRoles) unmask.reset();
  if (arguments.unmask || arguments.mask) unmask = arguments.unmask;
  if (const auto set = people.setRoles(person->id, *roles, unmask); !set) return complain(set.error());
  return tellPerson(people, arguments.name, "changed", session);
}

ExitCode mapAccount(const PersonArguments& arguments, const Session& session) {
  auto store = openNeeded(session.options());
  if (!store) return complain(store.error());
  People people(*store);
  const auto person = people.find(arguments.name);
  if (!person) return complain(person.error());
  if (const auto set = people.mapAccount(arguments.account, person->id); !set) return complain(set.error());
  return tellPerson(people, arguments.name, "changed", session);
}

ExitCode changeAccount(const PersonArguments& arguments, bool share, const Session& session) {
  auto store = openNeeded(session.options());
  if (!store) return complain(store.error());
  People people(*store);
  const auto done = share ? people.shareAccount(arguments.account) : people.dropAccount(arguments.account);
  if (!done) return complain(done.error());
  tell(session, {{"format", "snitt-account/1"}, {"done", share ? "shared" : "dropped"}, {"account", arguments.account}},
       share ? fmt::format("{} is shared: whoever uses it says who they are, by PIN\n", arguments.account)
             : fmt::format("{} is no account of the database any more\n", arguments.account));
  return allDone;
}

ExitCode setActive(const PersonArguments& arguments, const Session& session) {
  auto store = openNeeded(session.options());
  if (!store) return complain(store.error());
  People people(*store);
  const auto person = people.find(arguments.name);
  if (!person) return complain(person.error());
  if (const auto set = people.setActive(person->id, arguments.active == "yes"); !set) return complain(set.error());
  return tellPerson(people, arguments.name, "changed", session);
}

struct Pins {
  std::string old;
  std::string pin;
};

// A PIN on the command line would be seen by everybody on the machine, and kept in the shell's history.
Result<Pins> askPins(bool asksOld) {
  const auto asked = [](const std::string& question) {
    auto answer = os::askSecret(question);
    if (!answer && answer.error().kind == ErrorKind::usage)
      answer.error().message += ": give --password-file FILE, with the PIN in its first line";
    return answer;
  };
  Pins pins;
  if (asksOld) {
    auto old = asked("Present PIN: ");
    if (!old) return fail(old.error());
    pins.old = std::move(*old);
  }
  auto pin = asked("New PIN: ");
  if (!pin) return fail(pin.error());
  const auto again = asked("New PIN, again: ");
  if (!again) return fail(again.error());
  if (*again != *pin) return fail(ErrorKind::usage, "the two are not the same; nothing was changed");
  pins.pin = std::move(*pin);
  return pins;
}

Result<Pins> readPins(const fs::path& file, bool needsOld) {
  if (auto own = os::checkOthersCannotRead(file); !own) return fail(own.error());
  const auto text = readFile(file);
  if (!text) return fail(text.error());
  std::string_view rest = *text;
  const auto line = [&] {
    std::string_view one = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(one.size() + 1, rest.size()));
    if (one.ends_with('\r')) one.remove_suffix(1);
    return std::string(one);
  };
  Pins pins;
  pins.pin = line();
  pins.old = line();
  if (needsOld && pins.old.empty())
    return fail(ErrorKind::usage, file.string() + ": its second line must hold the present PIN");
  return pins;
}

ExitCode setPin(const PersonArguments& arguments, const Session& session) {
  auto store = openNeeded(session.options());
  if (!store) return complain(store.error());
  People people(*store);
  const auto person = people.find(arguments.name);
  if (!person) return complain(person.error());
  const bool own = store->actor().person.empty() || store->actor().person == person->uuid;
  const bool needsOld = own && person->hasPin;
  const auto pins = arguments.passwordFile.empty() ? askPins(needsOld) : readPins(arguments.passwordFile, needsOld);
  if (!pins && pins.error().kind == ErrorKind::cancelled) return interrupted;
  if (!pins) return complain(pins.error());
  if (const auto set = people.setPin(person->id, pins->old, pins->pin); !set) return complain(set.error());
  return tellPerson(people, arguments.name, "set a PIN", session);
}

}  // namespace

void addPerson(CLI::App& app, Verb& run) {
  CLI::App* verb = app.add_subcommand("person", "Who may use a database, and what they may do");
  verb->require_subcommand(1);
  auto arguments = std::make_shared<PersonArguments>();
  const auto named = [&](CLI::App* of) {
    of->add_option("name", arguments->name, "Their name in the database")->required()->check(notBlank());
  };
  const char* rolesHelp = "pathologist, researcher, qa, administrator; several may be given";

  CLI::App* listVerb = verb->add_subcommand("list", "Everybody, with roles and accounts");
  listVerb->callback([&run] { run = [](Session& s) { return list(s); }; });

  CLI::App* addVerb = verb->add_subcommand("add", "Add a person");
  named(addVerb);
  addVerb->add_option("--account", arguments->account, "Their account on this machine")->check(notBlank());
  addVerb->add_option("--role", arguments->roles, rolesHelp)->required();
  addVerb->callback([&run, arguments] { run = [arguments](Session& s) { return add(*arguments, s); }; });

  CLI::App* roleVerb = verb->add_subcommand("role", "Give a person these roles instead of those they have");
  named(roleVerb);
  roleVerb->add_option("roles", arguments->roles, rolesHelp)->required();
  roleVerb->add_flag("--unmask", arguments->unmask, "Show them patients' names whatever their roles");
  roleVerb->add_flag("--mask", arguments->mask, "Do not show them patients' names whatever their roles");
  roleVerb->add_flag("--as-roles", arguments->asRoles, "Show them patients' names where a role allows it");
  roleVerb->callback([&run, arguments] { run = [arguments](Session& s) { return setRoles(*arguments, s); }; });

  CLI::App* accountVerb = verb->add_subcommand("account", "An account of this machine that is theirs");
  named(accountVerb);
  accountVerb->add_option("account", arguments->account, "Account")->required()->check(notBlank());
  accountVerb->callback([&run, arguments] { run = [arguments](Session& s) { return mapAccount(*arguments, s); }; });

  for (const bool share : {true, false}) {
    CLI::App* one = verb->add_subcommand(share ? "share" : "drop",
                                         share ? "An account that several persons use: each says who they are, by PIN"
                                               : "An account that may not use the database any more");
    one->add_option("account", arguments->account, "Account")->required()->check(notBlank());
    one->callback([&run, arguments, share] {
      run = [arguments, share](Session& s) { return changeAccount(*arguments, share, s); };
    });
  }

  CLI::App* activeVerb =
      verb->add_subcommand("active", "Whether a person may use the database; nobody is ever deleted");
  named(activeVerb);
  activeVerb->add_option("active", arguments->active, "yes or no")->required()->check(CLI::IsMember({"yes", "no"}));
  activeVerb->callback([&run, arguments] { run = [arguments](Session& s) { return setActive(*arguments, s); }; });

  CLI::App* pinVerb = verb->add_subcommand("pin", "Set a PIN, asked for at the terminal");
  named(pinVerb);
  pinVerb
      ->add_option(
          "--password-file", arguments->passwordFile,
          "Take it from the first line of this file; the second holds the present PIN where a person changes their own")
      ->check(notBlank());
  pinVerb->callback([&run, arguments] { run = [arguments](Session& s) { return setPin(*arguments, s); }; });
}

}  // namespace snitt::app
