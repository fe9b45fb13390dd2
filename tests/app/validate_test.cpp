// `snitt validate` from the protocol to the signed report, on a cohort that was made up, as people use it.
#include <algorithm>
#include <fstream>

#include <nlohmann/json.hpp>

#include "core/cohort/cohort_follower.h"
#include "core/cohort/cohort_tables.h"
#include "core/os/os.h"
#include "core/sha256.h"
#include "core/training/sealed_record.h"
#include "support/run_program.h"
#include "support/sample_study.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

#include <gtest/gtest.h>

namespace snitt::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* kPin = "7h3k9q";
constexpr const char* kOtherPin = "8w9x2z";

// As the cohort's run would, of what its journal says now.
void writeTables(const fs::path& folder) {
  const auto reading = CohortFollower(folder).look({}).value();
  const SlideList list = parseSlideList(readBytes(folder / ".cohort" / "list.csv"), "/").value();
  ResultsByRow results;
  for (const SlideReading& one : reading->slides)
    if (one.result) results.emplace(one.row, *one.result);
  const std::vector<std::string> resolutions{"10x", "40x"};
  writeBytes(folder / "results.csv", resultsCsv(reading->patients, resolutions, reading->mixed));
  writeBytes(folder / "slides.csv", slidesCsv(list, results, resolutions, reading->mixed));
  writeBytes(folder / "run.json", readBytes(folder / "run.json"));
}

class Validate : public testing::Test {
 protected:
  void SetUp() override {
    // The numeric path that every machine has.
    m_study.setParameters("\"fused\"", "\"plain\"");
  }
  [[nodiscard]] Ran validate(std::vector<std::string> more, bool withDatabase = false) const {
    std::vector<std::string> command{"validate"};
    command.insert(command.end(), more.begin(), more.end());
    for (const char* one : {"--device", "cpu", "--precision", "fp32", "--kernels", "plain", "--db"})
      command.emplace_back(one);
    command.push_back(withDatabase ? database().string() : "none");
    if (!withDatabase) command.insert(command.end(), {"--register", registerFile().string()});
    return snitt(command);
  }
  [[nodiscard]] Ran lock(std::vector<std::string> more = {}, bool withDatabase = false) const {
    more.insert(more.begin(), {"--lock", m_study.protocol().string()});
    return validate(std::move(more), withDatabase);
  }
  [[nodiscard]] Ran run(std::vector<std::string> more = {}, bool withDatabase = false,
                        const std::string& out = "report") const {
    more.insert(more.begin(), {"--protocol", m_study.protocol().string(), "--cohort", m_study.cohort().string(),
                               "--out", (m_folder / out).string()});
    return validate(std::move(more), withDatabase);
  }
  [[nodiscard]] Ran sign(const std::string& role, const std::string& person, const char* pin) const {
    return validate({"--sign", report().string(), "--as", role, "--person", person, "--pin-file", secret(pin).string()},
                    true);
  }
  [[nodiscard]] fs::path registerFile() const { return m_folder / "validations.jsonl"; }
  [[nodiscard]] fs::path database() const { return m_folder / "case.db"; }
  [[nodiscard]] fs::path report() const { return m_folder / "report"; }
  [[nodiscard]] fs::path secret(const std::string& text) const {
    const fs::path path = m_folder / "secret";
    writeBytes(path, text + "\n");
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
    return path;
  }
  static void expect(const Ran& ran, int code, const std::string& sentence) {
    EXPECT_EQ(ran.code, code) << ran.out << ran.err;
    EXPECT_NE((ran.err + ran.out).find(sentence), std::string::npos) << ran.out << ran.err;
  }
  // A database with a person who runs and one who reviews, both with PINs of their own.
  void makePeople() const {
    const auto on = [&](std::vector<std::string> command) {
      command.insert(command.end(), {"--db", database().string()});
      const Ran ran = snitt(command);
      ASSERT_EQ(ran.code, 0) << ran.err;
    };
    on({"db", "create"});
    on({"person", "role", os::accountName(), "administrator", "qa", "pathologist"});
    on({"person", "pin", os::accountName(), "--password-file", secret(kPin).string()});
    on({"person", "add", "Ola", "--role", "pathologist"});
    on({"person", "add", "Rita", "--role", "researcher"});
    for (const char* name : {"Ola", "Rita"}) on({"person", "pin", name, "--password-file", secret("first1").string()});
    // What an administrator knows is no signature: each makes the PIN their own.
    for (const char* name : {"Ola", "Rita"})
      on({"person", "pin", name, "--password-file", secret(std::string(kOtherPin) + "\nfirst1").string()});
  }
  [[nodiscard]] std::vector<std::string> actions() const {
    const Ran ran = snitt({"audit", "list", "--json", "--db", database().string()});
    std::vector<std::string> all;
    const json log = json::parse(ran.out);
    for (const json& row : log["rows"])
      if (row["subject"] == "validations") all.push_back(row["action"]);
    return all;
  }

  TempFolder m_folder;
  SampleStudy m_study{m_folder.path()};
};

TEST_F(Validate, LocksChecksAndTellsWhatChanged) {
  expect(validate({"--check", m_study.protocol().string()}), 0, "Not locked");
  const Ran locked = lock({"--json"});
  ASSERT_EQ(locked.code, 0) << locked.err;
  const json told = json::parse(locked.out);
  EXPECT_EQ(told["lock"]["register"]["number"], 1);
  EXPECT_EQ(told["criteria"][0], "Harrell's C: lower 95 % limit at least 0.65");
  const json file = json::parse(readBytes(m_folder / "protocol.lock.json"));
  EXPECT_EQ(file["hash"], told["lock"]["hash"]);
  EXPECT_EQ(file["program"]["sha256"], sha256OfFile(snittProgram()).value());
  EXPECT_TRUE(file["program"]["engine"][0].get<std::string>().starts_with("LibTorch: ")) << file["program"];
  EXPECT_TRUE(file["program"]["readers"][0].get<std::string>().starts_with("OpenSlide ")) << file["program"];
  EXPECT_EQ(file["path"]["kernels"], "plain");
  expect(validate({"--check", m_study.protocol().string()}), 0, "Nothing has changed since");
  expect(lock(), 3, "nothing has changed since");
  SampleStudy::replace(m_study.protocol(), "atLeast = 0.8", "atLeast = 0.7");
  expect(validate({"--check", m_study.protocol().string()}), 3,
         "criterion 2's atLeast was changed (0.8 locked, 0.7 now)");
  expect(run(), 3, "criterion 2's atLeast was changed (0.8 locked, 0.7 now)");
  expect(lock({"--again", "a slip"}), 0, "kept as");
  EXPECT_TRUE(fs::exists(m_folder / "protocol.lock-1.json"));
}

TEST_F(Validate, MakesAReportTwiceWithTheSameBytes) {
  ASSERT_EQ(lock().code, 0);
  const Ran first = run({"--json"});
  ASSERT_EQ(first.code, 0) << first.err;
  const json told = json::parse(first.out);
  EXPECT_EQ(told["run"], 2);
  EXPECT_EQ(told["criteria"].size(), 2U);
  EXPECT_NE(first.err.find("Overlap with training patients is not assessable"), std::string::npos) << first.err;
  for (const char* name : {"report.pdf", "report.html", "results.json", "lock.json", "protocol.toml", "run.json"})
    EXPECT_EQ(told["files"][name], sha256Of(readBytes(report() / name))) << name;
  EXPECT_EQ(fs::status(report() / "annex" / "patients.csv").permissions(),
            fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(readBytes(report() / "results.json").find("P001"), std::string::npos) << "patients stay in the annex";
  const Ran second = run({"--json"}, false, "second");
  ASSERT_EQ(second.code, 0) << second.err;
  EXPECT_NE(readBytes(m_folder / "second" / "results.json").find("run of this lock"), std::string::npos)
      << "the earlier run is in the history";
  const Ran again = run({"--json", "--as-run", "2"}, false, "again");
  ASSERT_EQ(again.code, 0) << again.err;
  for (const auto& [name, hash] : told["files"].items())
    EXPECT_EQ(json::parse(again.out)["files"][name], hash) << name << " of the run that was made again";
}

// A report writes over nothing that is none.
TEST_F(Validate, AReportHasAFolderOfItsOwn) {
  ASSERT_EQ(lock().code, 0);
  const std::string list = readBytes(m_study.list());
  expect(run({}, false, "."), 2, "is a folder that is read");
  expect(run({}, false, "cohort"), 2, "is a folder that is read");
  for (const char* name : {"other", "drift"}) fs::create_directory(m_folder / name);
  writeBytes(m_folder / "other" / "notes.csv", "mine\n");
  expect(run({}, false, "other"), 2, "holds other files");
  writeBytes(m_folder / "drift" / "results.json", R"({"format": "snitt-drift/1"})");
  expect(run({}, false, "drift"), 2, "holds results of something else");
  ASSERT_EQ(run().code, 0);
  writeBytes(report() / "notes.csv", "mine\n");
  ASSERT_EQ(run().code, 0) << "a report may be replaced by another one";
  EXPECT_EQ(readBytes(report() / "notes.csv"), "mine\n") << "with its own files alone";
  EXPECT_EQ(readBytes(m_study.list()), list);
  EXPECT_EQ(readBytes(m_folder / "other" / "notes.csv"), "mine\n");
}

TEST_F(Validate, ARunIsMadeAgainOnlyWithItsNumbers) {
  ASSERT_EQ(lock().code, 0);
  const Ran first = run({"--json"});
  ASSERT_EQ(first.code, 0) << first.err;
  // Somebody improves a score, and makes the tables fit.
  const fs::path journal = m_study.cohort() / ".cohort" / "results-main.jsonl";
  std::string text = readBytes(journal);
  const std::size_t at = text.find("\"score\": 0.");
  ASSERT_NE(at, std::string::npos);
  text[at + 11] = text[at + 11] == '9' ? '1' : '9';
  writeBytes(journal, text);
  expect(run({"--as-run", "2"}, false, "again"), 3, "are not what its results make");
  writeTables(m_study.cohort());
  expect(run({"--as-run", "2"}, false, "again"), 3, "the cohort or its scores were changed");
  EXPECT_FALSE(fs::exists(m_folder / "again"));
}

TEST_F(Validate, BadInputIsOneSentence) {
  expect(validate({}), 2, "say one of --lock");
  expect(validate({"--lock", (m_folder / "none.toml").string()}), 1, "none.toml");
  expect(run(), 1, "is not locked");
  ASSERT_EQ(lock().code, 0);
  expect(validate({"--protocol", m_study.protocol().string()}), 2, "--cohort FOLDER");
  expect(run({"--repeat", "scan"}), 2, "is not NAME=FOLDER");
  expect(run({"--repeat", "scan=x"}), 2, "the protocol has no repeat \"scan\"");
  expect(run({"--as-run", "9"}), 3, "no run 9");
  expect(validate({"--sign", report().string(), "--as", "operator"}), 3, "--db none names none");
  EXPECT_FALSE(fs::exists(report()));
  expect(validate({"--lock", m_study.protocol().string(), "--cohort", "x"}), 2, "--cohort requires");
}

TEST_F(Validate, AnotherDeviceHalfAFolderAndAnotherListAreRefused) {
  ASSERT_EQ(lock().code, 0);
  m_study.setParameters("\"device\": \"cpu\"", "\"device\": \"cuda:0\"");
  expect(run(), 3, "on another device (cpu locked, cuda scored)");
  m_study.setParameters("\"device\": \"cuda:0\"", "\"device\": \"cpu\"");
  const std::string whole = readBytes(m_study.scored().state() / "results-main.jsonl");
  writeBytes(m_study.scored().state() / "results-main.jsonl", whole.substr(0, whole.find('\n') + 1));
  expect(run(), 3, "is half finished");
  writeBytes(m_study.scored().state() / "results-main.jsonl", whole);
  SampleStudy::replace(m_study.scored().state() / "list.csv", "Oslo", "Hamar");
  expect(run(), 3, "from another slide list");
}

TEST_F(Validate, TheTrainingRecordIsOpenedWithItsPasswordAndIsOfThisBundle) {
  ASSERT_EQ(lock().code, 0);
  training::TrainingRecord record;
  record.bundleSha256 = sha256Of(readBytes(m_study.bundle() / "manifest.toml"));
  training::RecordedPatient patient;
  patient.id = "P003";
  patient.slides.push_back({"a", "/a", "", "f", {}});
  record.patients = {patient};
  const fs::path file = m_folder / "training.sealed";
  const training::SealCost quick{1, std::uint64_t{1} << 20};
  const auto with = [&](const std::string& password) {
    return run({"--training-record", file.string(), "--password-file", secret(password).string()});
  };
  ASSERT_TRUE(training::writeSealed(file, record, "correct horse", quick));
  expect(with("wrong horse!"), 3, "password");
  expect(with("short"), 2, "password");
  expect(with("correct horse"), 3, "1 patient (2 slides: 2 by patient id) of the study trained the bundle: rows ");
  record.patients[0].side.side = training::Side::tune;
  ASSERT_TRUE(training::writeSealed(file, record, "correct horse", quick));
  expect(with("correct horse"), 0, "1 patient of this study also tuned the bundle's thresholds");
  EXPECT_NE(readBytes(report() / "report.html").find("also tuned the bundle"), std::string::npos);
  record.bundleSha256 = std::string(64, '1');
  ASSERT_TRUE(training::writeSealed(file, record, "correct horse", quick));
  expect(with("correct horse"), 3, "bundle");
}

TEST_F(Validate, AMissingAlteredOrCutRegisterMakesTheHistoryUnknown) {
  ASSERT_EQ(lock().code, 0);
  const std::string whole = readBytes(registerFile());
  writeBytes(registerFile(), whole.substr(0, whole.find('\n') + 1));
  expect(run(), 0, "History unknown: the register was cut off");
  std::string altered = whole;
  altered.replace(altered.find("0.65"), 4, "0.55");
  writeBytes(registerFile(), altered);
  expect(run({}, false, "b"), 0, "History unknown: in the register, entry 1 was changed");
  expect(lock({"--again", "why"}), 3, "nothing is added to it");
  fs::remove(registerFile());
  expect(run({}, false, "c"), 0, "History unknown: the register is missing");
  EXPECT_FALSE(fs::exists(registerFile()));
}

TEST_F(Validate, TheAuditLogRemembersWhatARegisterForgot) {
  makePeople();
  ASSERT_EQ(lock({}, true).code, 0);
  ASSERT_EQ(run({}, true).code, 0);
  EXPECT_EQ(actions(), (std::vector<std::string>{"validation.locked", "validation.run", "validation.concluded"}));
  // The register is thrown away and the study locked as if for the first time.
  fs::remove(m_folder / "case-validations.jsonl");
  fs::remove(m_folder / "protocol.lock.json");
  SampleStudy::replace(m_study.protocol(), "atLeast = 0.65", "atLeast = 0.5");
  ASSERT_EQ(lock({}, true).code, 0);
  expect(run({}, true, "second"), 0, "History unknown: the audit log tells of 3 entries in another register");
}

TEST_F(Validate, WithoutARoleNobodyLocks) {
  makePeople();
  const Ran ran = snitt({"person", "role", os::accountName(), "administrator", "--db", database().string()});
  ASSERT_EQ(ran.code, 0);
  EXPECT_EQ(lock({}, true).code, 0) << "an administrator may";
  expect(validate({"--sign", report().string(), "--as", "operator"}, true), 1, "report");
}

TEST_F(Validate, TheExampleIsWrittenOnceAndNamesEveryKey) {
  const fs::path file = m_folder / "example.toml";
  expect(validate({"--example", file.string()}), 0, "example.toml");
  EXPECT_EQ(readBytes(file), readBytes(fs::path(SNITT_SOURCE_DIR) / "resources/validation/protocol.toml"));
  expect(validate({"--example", file.string()}), 2, "example.toml");
}

TEST_F(Validate, TwoPersonsSignWithTheirPins) {
  makePeople();
  ASSERT_EQ(lock({}, true).code, 0);
  ASSERT_EQ(run({}, true).code, 0);
  const std::string me = os::accountName();
  const std::string results = readBytes(report() / "results.json");
  writeBytes(report() / "results.json", results + " ");
  expect(sign("operator", me, kPin), 3, "is not what the register holds of run 2: results.json was changed");
  writeBytes(report() / "results.json", results);
  expect(sign("operator", me, "wrong1"), 3, "4 tries are left");
  EXPECT_FALSE(fs::exists(report() / "signatures.json"));
  expect(sign("reviewer", me, kPin), 3, "ran this report: somebody else must review it");
  expect(sign("reviewer", "Rita", kOtherPin), 3, "Rita may not sign reports of validations");
  const Ran first = sign("operator", me, kPin);
  ASSERT_EQ(first.code, 0) << first.err;
  EXPECT_NE(first.out.find(sha256Of(readBytes(report() / "report.pdf")) + "  report.pdf"), std::string::npos)
      << first.out;
  EXPECT_TRUE(readBytes(report() / "sign-off.pdf").starts_with("%PDF"));
  expect(sign("operator", me, kPin), 3, "signed this report as operator");
  expect(run({}, true), 3, "is signed and stays as it is");
  const std::string pdf = readBytes(report() / "report.pdf");
  writeBytes(report() / "report.pdf", pdf + " ");
  expect(sign("reviewer", "Ola", kOtherPin), 3, "report.pdf was changed");
  writeBytes(report() / "report.pdf", pdf);
  const Ran second = sign("reviewer", "Ola", kOtherPin);
  ASSERT_EQ(second.code, 0) << second.err;
  const Ran verified = validate({"--verify", report().string()}, true);
  ASSERT_EQ(verified.code, 0) << verified.err;
  EXPECT_NE(verified.out.find("Register: every file is as it was entered for run 2"), std::string::npos);
  EXPECT_NE(verified.out.find("Signed by Ola as reviewer"), std::string::npos) << verified.out;
  writeBytes(report() / "report.pdf", pdf + " ");
  expect(validate({"--verify", report().string()}, true), 3, "report.pdf was changed");
  writeBytes(report() / "report.pdf", pdf);
  const json signatures = json::parse(readBytes(report() / "signatures.json"))["signatures"];
  ASSERT_EQ(signatures.size(), 2U);
  EXPECT_EQ(signatures[1]["by"]["name"], "Ola");
  const auto all = actions();
  EXPECT_EQ(std::ranges::count(all, "validation.signed"), 2);
  EXPECT_NE(readBytes(m_folder / "case-validations.jsonl").find("\"kind\":\"signed\""), std::string::npos);
}

}  // namespace
}  // namespace snitt::test
