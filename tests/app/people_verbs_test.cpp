// snitt person, audit and db as people use them.
#include <nlohmann/json.hpp>

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "core/atomic_file.h"
#include "core/os/os.h"
#include "core/sha256.h"
#include "support/run_program.h"
#include "support/temp_folder.h"

#include <gtest/gtest.h>

namespace snitt::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

class PeopleVerbs : public testing::Test {
 protected:
  PeopleVerbs() { EXPECT_EQ(on({"db", "create"}).code, 0); }
  [[nodiscard]] fs::path file() const { return m_folder / "snitt.db"; }
  [[nodiscard]] Ran on(std::vector<std::string> command) const {
    command.insert(command.end(), {"--db", file().string()});
    return snitt(command);
  }
  [[nodiscard]] json jsonOf(std::vector<std::string> command) const {
    command.emplace_back("--json");
    const Ran ran = on(std::move(command));
    EXPECT_EQ(ran.code, 0) << ran.err;
    return json::parse(ran.out, nullptr, false);
  }
  static void expect(const Ran& ran, int code, const std::string& sentence) {
    EXPECT_EQ(ran.code, code) << ran.out << ran.err;
    EXPECT_NE(ran.err.find(sentence), std::string::npos) << ran.err;
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
  }
  [[nodiscard]] fs::path secret(const std::string& text) const {
    const fs::path path = m_folder / "pin";
    std::ofstream(path, std::ios::trunc) << text;
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
    return path;
  }

  TempFolder m_folder;
  std::string m_me = os::accountName();
};

TEST_F(PeopleVerbs, AddListAndChange) {
  EXPECT_EQ(jsonOf({"person", "list"})["persons"][0]["name"], m_me);
  const json ola = jsonOf({"person", "add", "Ola N", "--account", "ola", "--role", "pathologist", "qa"})["person"];
  EXPECT_EQ(ola["roles"], (json{"pathologist", "qa"}));
  EXPECT_EQ(ola["accounts"], json{"ola"});
  EXPECT_EQ(jsonOf({"person", "role", "Ola N", "researcher", "--unmask"})["person"]["unmask"], true);
  EXPECT_EQ(jsonOf({"person", "role", "Ola N", "researcher"})["person"]["unmask"], true) << "kept";
  EXPECT_EQ(jsonOf({"person", "role", "Ola N", "researcher", "--as-roles"})["person"]["unmask"], nullptr);
  EXPECT_EQ(jsonOf({"person", "active", "Ola N", "no"})["person"]["active"], false);
  EXPECT_EQ(jsonOf({"person", "drop", "ola"})["done"], "dropped");
  EXPECT_EQ(jsonOf({"person", "account", "Ola N", "ola2"})["person"]["accounts"], json{"ola2"});
  EXPECT_EQ(jsonOf({"person", "share", "lab"})["done"], "shared");
  const Ran list = on({"person", "list"});
  EXPECT_NE(list.out.find("Ola N  roles: researcher  accounts: ola2"), std::string::npos) << list.out;
  EXPECT_NE(list.out.find("inactive"), std::string::npos) << list.out;
}

TEST_F(PeopleVerbs, WhatCannotBeIsSaidInASentence) {
  expect(on({"person", "add", "Ola", "--role", "boss"}), 2, "no role \"boss\"");
  expect(on({"person", "add", m_me, "--role", "qa"}), 2, "already");
  expect(on({"person", "add", "Ola"}), 2, "--role");
  expect(on({"person", "role", "nobody", "qa"}), 1, "no person \"nobody\"");
  expect(on({"person", "role", m_me, "qa"}), 2, "nobody could manage people");
  expect(on({"person", "role", m_me, "administrator", "--mask", "--unmask"}), 2, "exclude");
  expect(on({"person", "active", m_me, "perhaps"}), 2, "perhaps");
  expect(on({"audit", "list", "--since", "yesterday"}), 2, "--since yesterday");
  expect(snitt({"person", "list", "--db", "none"}), 2, "--db none");
  expect(snitt({"audit", "verify", "--db", (m_folder / "gone.db").string()}), 1, "no database");
  expect(on({"db", "backup"}), 2, "--folder");
  expect(on({"db", "backup", "--folder", m_folder.path().string(), "--if-older", "soon"}), 2, "--if-older soon");
}

TEST_F(PeopleVerbs, PinsComeFromAFileOrTheTerminalAlone) {
  ASSERT_EQ(on({"person", "add", "Ola", "--role", "qa"}).code, 0);
  const json set = jsonOf({"person", "pin", "Ola", "--password-file", secret("7h3k9q\n").string()})["person"];
  EXPECT_EQ(set["pin"], true);
  EXPECT_EQ(set["pinByOther"], true);
  expect(on({"person", "pin", "Ola", "--password-file", secret("123456\n").string()}), 2, "only counts");
  ASSERT_EQ(on({"person", "pin", m_me, "--password-file", secret("7h3k9q\r\n").string()}).code, 0);
  expect(on({"person", "pin", m_me, "--password-file", secret("8w9x2z\n").string()}), 2, "second line");
  expect(on({"person", "pin", m_me, "--password-file", secret("8w9x2z\nwr0ng1\n").string()}), 3, "4 tries are left");
  ASSERT_EQ(on({"person", "pin", m_me, "--password-file", secret("8w9x2z\n7h3k9q\n").string()}).code, 0);
  const fs::path open = secret("8w9x2z\n");
  fs::permissions(open, fs::perms::others_read, fs::perm_options::add);
  expect(on({"person", "pin", "Ola", "--password-file", open.string()}), 3, "chmod");
  EXPECT_EQ(on({"person", "pin", "Ola", "7h3k9q"}).code, 2) << "never on the command line";
  EXPECT_EQ(readFile(file()).value().find("7h3k9q"), std::string::npos);
}

// At a terminal of Python's, which shows what it would show to a person.
TEST_F(PeopleVerbs, WhatIsTypedIsNotSeen) {
  const std::string script = R"(
import os, pty, sys, time
process, terminal = pty.fork()
if process == 0: os.execv(sys.argv[1], sys.argv[1:])
seen = b""
for answer in (b"7h3k9q\n", b"7h3k9q\n"):
    while seen.count(b"PIN") < (1 if not seen.count(b"again") else 2) or not seen.endswith(b": "): seen += os.read(terminal, 1000)
    if answer is not None: time.sleep(0.2); os.write(terminal, answer); seen += b"|"
try:
    while True: seen += os.read(terminal, 1000)
except OSError: pass
code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
sys.stdout.write(seen.decode())
sys.exit(code))";
  const Ran ran = run({SNITT_PYTHON, "-c", script, snittProgram(), "person", "pin", m_me, "--db", file().string()});
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  EXPECT_EQ(ran.out.find("7h3k9q"), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("set a PIN"), std::string::npos) << ran.out;
}

TEST_F(PeopleVerbs, TheLogIsListedVerifiedSealedAndExported) {
  ASSERT_EQ(on({"person", "add", "Ola", "--role", "qa"}).code, 0);
  const json rows = jsonOf({"audit", "list"})["rows"];
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[1]["action"], "person.added");
  EXPECT_EQ(rows[1]["name"], m_me);
  EXPECT_EQ(jsonOf({"audit", "list", "--since", "2100-01-01"})["rows"].size(), 0U);
  EXPECT_NE(on({"audit", "verify"}).out.find("no seals"), std::string::npos);

  const std::string seals = (m_folder / "seals").string();
  const std::string key = (m_folder / "seal.key").string();
  ASSERT_EQ(on({"audit", "seal", "--seals", seals, "--key", key}).code, 0);
  EXPECT_EQ(fs::status(key).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  ASSERT_EQ(on({"audit", "place", seals}).code, 0);
  const json verdict = jsonOf({"audit", "verify"});
  EXPECT_EQ(verdict["ok"], true);
  EXPECT_EQ(verdict["lastSeal"]["seq"], 2);
  EXPECT_NE(verdict["remarks"][0].get<std::string>().find("also uses the database"), std::string::npos) << verdict;
  fs::permissions(key, fs::perms::group_read, fs::perm_options::add);
  expect(on({"audit", "seal", "--seals", seals, "--key", key}), 3, "chmod 600");

  const fs::path exported = m_folder / "audit.jsonl";
  EXPECT_EQ(jsonOf({"audit", "export", exported.string()})["lastSeal"]["seq"], 2);
  expect(on({"audit", "export", exported.string()}), 2, "exists already");
  // Whoever has the file can check the chain without Snitt.
  std::ifstream lines(exported);
  std::string line;
  ASSERT_TRUE(std::getline(lines, line));
  EXPECT_EQ(json::parse(line)["lastSeal"]["seq"], 2);
  std::string hash(64, '0');
  int count = 0;
  for (; std::getline(lines, line); ++count) {
    const json row = json::parse(line);
    hash = sha256Of(hash + row["row"].get<std::string>());
    EXPECT_EQ(row["hash"], hash);
  }
  EXPECT_EQ(count, 3);
  const fs::path sealed = m_folder / "sealed.jsonl";
  ASSERT_EQ(on({"audit", "export", sealed.string(), "--seals"}).code, 0);
  const std::string all = readFile(sealed).value();
  EXPECT_NE(all.find(readFile(seals).value()), std::string::npos);
  EXPECT_EQ(jsonOf({"audit", "list"})["rows"].back()["action"], "audit.exported");
}

TEST_F(PeopleVerbs, DatedBackupsAreMadeWhenTheyAreDue) {
  const fs::path folder = m_folder / "backups";
  fs::create_directory(folder);
  const std::vector<std::string> daily{"db", "backup", "--folder", folder.string(), "--keep", "2", "--if-older", "1d"};
  EXPECT_EQ(jsonOf(daily)["made"], true);
  const json second = jsonOf(daily);
  EXPECT_EQ(second["made"], false);
  fs::remove(second["file"].get<std::string>());
  EXPECT_EQ(jsonOf(daily)["made"], true) << "one that is gone is none";
  expect(on({"db", "backup", (m_folder / "x.db").string(), "--folder", folder.string()}), 2, "--folder");
}

TEST_F(PeopleVerbs, WhoMakesADatabaseMayBeMoreThanItsAdministrator) {
  const std::string other = (m_folder / "other.db").string();
  const Ran made = snitt({"db", "create", "--role", "pathologist", "--db", other, "--json"});
  ASSERT_EQ(made.code, 0) << made.err;
  EXPECT_TRUE(fs::exists(json::parse(made.out)["key"].get<std::string>()));
  EXPECT_EQ(json::parse(snitt({"person", "list", "--db", other, "--json"}).out)["persons"][0]["roles"],
            (json{"administrator", "pathologist"}));
  expect(snitt({"db", "create", "--role", "qa", "--db", other}), 2, "for a new one");
}

TEST_F(PeopleVerbs, ASharedDatabaseGetsAFolderOfItsOwn) {
  const auto make = [&](const std::string& group) {
    return snitt({"db", "create", "--group", group, "--db", (m_folder / "shared/snitt.db").string()});
  };
  expect(make("no-such-group"), 1, "no group \"no-such-group\"");
  fs::create_directory(m_folder / "shared");
  std::ofstream(m_folder / "shared/letter") << "x";
  expect(make("users"), 3, "letter");
  EXPECT_FALSE(fs::exists(m_folder / "shared/snitt.db"));
}

// Two accounts of one group, and a third that is in none.
TEST_F(PeopleVerbs, AccountsOfAGroupShareADatabase) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can be other accounts";
  fs::permissions(m_folder.path(), fs::perms::others_exec | fs::perms::group_exec, fs::perm_options::add);
  const std::string shared = (m_folder / "shared/snitt.db").string();
  const Ran made = snitt({"db", "create", "--group", "users", "--db", shared, "--json"});
  ASSERT_EQ(made.code, 0) << made.err;
  const fs::path key = json::parse(made.out)["key"].get<std::string>();
  ASSERT_EQ(run({"install", "-d", "-m", "750", "-g", "users", (m_folder / "keys").string()}).code, 0);
  ASSERT_EQ(
      run({"install", "-m", "640", "-g", "users", key.string(), (m_folder / "keys" / key.filename()).string()}).code,
      0);
  RunOptions options;
  options.environment["SNITT_KEY_FOLDER"] = (m_folder / "keys").string();
  options.environment["HOME"] = (m_folder / "home").string();
  const auto as = [&](const std::string& groups, std::vector<std::string> command) {
    std::vector<std::string> all{"setpriv", "--reuid=65534", "--regid=65534", groups, snittProgram()};
    all.insert(all.end(), command.begin(), command.end());
    all.insert(all.end(), {"--db", shared});
    return run(all, options);
  };
  if (as("--groups=100", {"--version"}).code != 0) GTEST_SKIP() << "other accounts cannot run this build";
  expect(as("--groups=100", {"person", "list"}), 3, "snitt person add NAME --account nobody --role ROLE");
  ASSERT_EQ(snitt({"person", "add", "Nemo", "--account", "nobody", "--role", "administrator", "--db", shared}).code, 0);
  EXPECT_EQ(as("--groups=100", {"person", "list"}).code, 0);
  const Ran added = as("--groups=100", {"person", "add", "Ola", "--role", "qa"});
  EXPECT_EQ(added.code, 0) << added.err;
  EXPECT_EQ(snitt({"db", "check", "--db", shared}).code, 0);
  const Ran stranger = as("--clear-groups", {"person", "list"});
  EXPECT_EQ(stranger.code, 1) << stranger.out << stranger.err;
}

}  // namespace
}  // namespace snitt::test
