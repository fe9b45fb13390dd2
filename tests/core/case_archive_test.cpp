// A case as one file: nothing is lost on the way, nobody is named without being asked for, and a file that somebody
// made up does no harm.
#include <fstream>
#include <functional>

#include <sys/stat.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/atomic_file.h"
#include "core/store/archive/archive_json_p.h"
#include "core/store/case_archive.h"
#include "support/case_fixture.h"
#include "support/sample_record.h"
#include "support/small_disk.h"

namespace snitt {
namespace {

using Json = nlohmann::ordered_json;
using test::foundScan;
using test::orderOf;
using test::saidBy;

constexpr const char* kNote = "Note on Mr Ødegård-Wálsh";

struct Unpacked {
  std::vector<ZipEntry> entries;  // case.json first
  [[nodiscard]] Json json() const { return Json::parse(entries.front().bytes); }
  [[nodiscard]] std::string all() const {
    std::string text;
    for (const ZipEntry& entry : entries) text += entry.name + "\n" + entry.bytes;
    return text;
  }
  [[nodiscard]] ZipEntry& entry(const std::string& name) {
    const auto found = std::ranges::find(entries, name, &ZipEntry::name);
    EXPECT_NE(found, entries.end()) << name;
    return found == entries.end() ? entries.front() : *found;
  }
};

// Every file that case.json lists.
Unpacked unpacked(const std::filesystem::path& file, const std::string& password = {}) {
  Unpacked out;
  auto zip = ZipReader::open(readFile(file).value_or(""), password);
  EXPECT_TRUE(zip) << zip.error().message;
  if (!zip) return out;
  const auto take = [&](const std::string& name) {
    auto bytes = zip->read(name);
    EXPECT_TRUE(bytes) << bytes.error().message;
    out.entries.push_back({name, bytes.value_or("")});
  };
  take("case.json");
  const Json json = out.json();
  for (const Json& score : json["case"]["scores"]) {
    take(score["file"]);
    if (!score["outline"].is_null()) take(score["outline"]["file"]);
    for (const Json& grid : score["grids"]) take(grid);
  }
  for (const Json& drawings : json["case"]["drawings"]) take(drawings);
  EXPECT_EQ(zip->unread(), 0);
  return out;
}

// What must be equal of two exports of one case: all but who made the file when, and the history.
std::string comparable(Unpacked one) {
  Json json = one.json();
  json.erase("exported");
  json.erase("history");
  one.entries.front().bytes = json.dump();
  return one.all();
}

class CaseArchiveFile : public testing::Test {
 protected:
  CaseArchiveFile() {
    LabEvent event = orderOf("H26-1");
    event.cases[0].staging = {{StagingItem::pT, "3"}, {StagingItem::nodes, "14"}};
    EXPECT_TRUE(m_cases.apply(test::resent(event)));
    take("old.svs", "old");
    take("new.svs", "new");
    m_id = *m_cases.find({"STJ", "H26-1"});
    const GlassId glass = load().specimens[0].blocks[0].slides[0].id;
    EXPECT_TRUE(m_cases.choose(glass, Chosen::primaryTumour));
    // Before a flag forbids it.
    score("old", 1);
    score("new", 2);
    EXPECT_TRUE(m_cases.setFlag(m_id, Flag::noAi, true, true, "2026-01-06", "consent form"));
    EXPECT_TRUE(m_cases.setFlag(m_id, Flag::doNotUse, false, true, "2026-01-06", "mistake"));
    EXPECT_TRUE(m_cases.setFlag(m_id, Flag::doNotUse, false, false, "", "mistake"));
    EXPECT_TRUE(m_cases.setComment(m_id, "Mr Ødegård-Wálsh called"));
    draw();
  }

  void take(const std::string& name, const std::string& content) {
    const auto path = m_database.folder() / name;
    std::ofstream(path) << content;
    const auto taken = m_cases.take(foundScan(path.string(), content),
                                    {saidBy(IdentitySource::barcode, {"H26-1", "A", "1", "1", "HE"})});
    EXPECT_TRUE(taken) << taken.error().message;
  }
  void score(const std::string& content, int run) {
    ScoreRecord record = test::sampleRecord(run);
    record.score.slide.path = (m_database.folder() / "Ødegård-Wálsh.svs").string();
    record.score.slide.sha256 = sha256Of("file " + content);
    record.score.slide.fingerprint = sha256Of(content);
    const auto saved = m_store.save(record, test::sampleParameters(), IfStored::addAnother, BundleRules{});
    EXPECT_TRUE(saved) << saved.error().message;
  }
  void draw() {
    std::vector<AnnotationRow> rows;
    for (int i = 0; i < 3; ++i) {
      auto one = std::make_shared<Annotation>();
      one->id = uuidOfContent("drawing " + std::to_string(i));
      one->geometry = ellipseOf({10.0 / 3, 20}, {100, 200 + i / 7.0});
      one->className = "Tumor";
      one->note = kNote;
      one->author = "anna";
      one->created = "2026-01-07T08:00:00Z";
      one->changed = "2026-01-08T08:00:00Z";
      one->locked = i == 1;
      one->measurements = {{"area", 1.0 / 3}, {"area", std::numeric_limits<double>::infinity()}};
      one->foreign = R"({"properties":{"a":[1,2]}})";
      if (i == 1) one->colour = Colour{1, 2, 255};
      rows.push_back({one->id, one, static_cast<std::size_t>(i)});
    }
    EXPECT_TRUE(m_store.saveAnnotations(sha256Of("new"), rows));
    EXPECT_TRUE(m_store.saveAnnotations(sha256Of("new"), {{rows[2].id, nullptr, 0}}));
  }
  LabCase load() {
    const auto loaded = m_cases.load(m_id);
    EXPECT_TRUE(loaded) << loaded.error().message;
    return loaded.value_or(LabCase{});
  }
  std::filesystem::path exported(bool withIdentity, const std::string& password = {}) {
    const auto file = m_database.folder() / fmt::format("case-{}.zip", ++m_files);
    const auto done = CaseArchive(m_store).exportTo(m_id, file, {withIdentity, password, false, "snitt test"});
    EXPECT_TRUE(done) << done.error().message;
    return file;
  }
  // The archive with the patient, changed by `change`, into an empty database.
  Result<CaseImported> importChanged(const std::function<void(Unpacked&)>& change) {
    Unpacked one = unpacked(exported(true));
    change(one);
    const auto bytes = zipOf(one.entries, "");
    EXPECT_TRUE(bytes);
    return importBytes(*bytes);
  }
  Result<CaseImported> importChangedJson(const std::function<void(Json&)>& change) {
    return importChanged([&](Unpacked& one) {
      Json json = one.json();
      change(json);
      one.entries.front().bytes = json.dump();
    });
  }
  Result<CaseImported> importBytes(const std::string& bytes) {
    const auto file = m_database.folder() / "changed.zip";
    EXPECT_TRUE(writeFileAtomically(file, bytes));
    const test::CaseDatabase other;
    Store store = other.open();
    auto imported = CaseArchive(store).importFrom(file, "");
    if (!imported) {
      EXPECT_TRUE(Cases(store).list({}, {})->empty());
      EXPECT_EQ(*store.scoreCount(), 0);
    }
    const auto check = store.check();
    EXPECT_TRUE(check && check->faults.empty());
    return imported;
  }

  test::CaseDatabase m_database;
  Store m_store = m_database.open();
  Cases m_cases{m_store};
  CaseId m_id;
  int m_files = 0;
};

TEST_F(CaseArchiveFile, NothingIsLostOnTheWayToAnotherDatabase) {
  const auto file = exported(true);
  const test::CaseDatabase other;
  Store store = other.open();
  const auto imported = CaseArchive(store).importFrom(file, "");
  ASSERT_TRUE(imported) << imported.error().message;
  EXPECT_TRUE(imported->added);
  EXPECT_EQ(imported->slides, 2);
  EXPECT_EQ(imported->scores, 2);
  EXPECT_EQ(imported->drawings, 2);
  EXPECT_TRUE(imported->findings.empty());
  const auto check = store.check();
  ASSERT_TRUE(check);
  EXPECT_EQ(check->faults, std::vector<std::string>());

  Cases cases(store);
  const auto there = cases.load(imported->labCase);
  ASSERT_TRUE(there) << there.error().message;
  const LabCase here = load();
  EXPECT_EQ(there->uuid, here.uuid);
  EXPECT_EQ(there->patient.identity, test::sampleIdentity());
  EXPECT_EQ(there->patient.flags, static_cast<Flags>(Flag::noAi));
  EXPECT_EQ(there->comment, here.comment);
  EXPECT_EQ(there->note, here.note);
  EXPECT_NE(there->note.find("hemicolectomy"), std::string::npos);
  EXPECT_EQ(there->specimens[0].blocks[0].slides[0].chosenBy, m_store.actor().name);
  EXPECT_EQ(there->specimens[0].blocks[0].slides[0].scans[0].path, here.specimens[0].blocks[0].slides[0].scans[0].path);
  EXPECT_TRUE(there->scores[1].superseded);
  EXPECT_EQ(there->results.size(), here.results.size());
  EXPECT_EQ(there->ai, here.ai);
  // Found by the patient's name, as if a list had told of it.
  EXPECT_EQ(cases.list(test::searching("ødegård"), {})->size(), 1U);
  const auto drawn = store.loadAnnotations(sha256Of("new"));
  const auto original = m_store.loadAnnotations(sha256Of("new"));
  ASSERT_TRUE(drawn && original);
  ASSERT_EQ(drawn->size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) EXPECT_EQ(*(*drawn)[i].annotation, *(*original)[i].annotation);
  EXPECT_EQ(*store.removedAnnotations(sha256Of("new")), *m_store.removedAnnotations(sha256Of("new")));

  const auto again = other.folder() / "again.zip";
  ASSERT_TRUE(CaseArchive(store).exportTo(imported->labCase, again, {true, "", false, "snitt test"}));
  EXPECT_EQ(comparable(unpacked(again)), comparable(unpacked(file)));
}

TEST_F(CaseArchiveFile, TheLogSaysWhoExportedAndImportedAndKeepsTheHistory) {
  const auto file = exported(false);
  const std::string hash = sha256Of(*readFile(file));
  const AuditLog log(m_store);
  const auto rows = log.read({"case:" + load().uuid, "", 0, 1000});
  ASSERT_TRUE(rows && !rows->empty());
  EXPECT_EQ(rows->back().entry.action, "case.exported");
  EXPECT_EQ(rows->back().entry.details.at("file"), hash);
  EXPECT_EQ(rows->back().entry.details.at("shown"), "masked");
  const test::CaseDatabase other;
  Store store = other.open();
  ASSERT_TRUE(CaseArchive(store).importFrom(file, ""));
  const auto first = AuditLog(store).read({"case:" + load().uuid, "", 0, 1000});
  ASSERT_TRUE(first && !first->empty());
  EXPECT_EQ(first->front().entry.action, "case.imported");
  EXPECT_EQ(first->front().entry.details.at("file"), hash);
  EXPECT_NE(first->front().entry.details.at("history").find("slide.chosen"), std::string::npos);
  EXPECT_FALSE(AuditLog(store).verify({})->fault);
}

TEST_F(CaseArchiveFile, WithoutIdentityNothingNamesThePatient) {
  const auto file = exported(false);
  struct stat status {};
  ASSERT_EQ(stat(file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  const Unpacked one = unpacked(file);
  EXPECT_TRUE(one.json()["masked"].get<bool>());
  for (const char* secret :
       {"degård", "lsh", "Cathal", "1958", "7145823", "2098734EF", "hemicolectomy", ".svs", "snitt.db"})
    EXPECT_EQ(one.all().find(secret), std::string::npos) << secret;
  const test::CaseDatabase other;
  Store store = other.open();
  const auto imported = CaseArchive(store).importFrom(file, "");
  ASSERT_TRUE(imported) << imported.error().message;
  const auto there = Cases(store).load(imported->labCase);
  ASSERT_TRUE(there);
  EXPECT_EQ(there->patient.id.value, 0);
  // What held for the patient holds for the case.
  ASSERT_EQ(there->flags.size(), 1U);
  EXPECT_EQ(there->flags[0].flag, Flag::noAi);
  EXPECT_EQ(there->ai, AiState::notAllowed);
  EXPECT_TRUE(there->specimens[0].blocks[0].slides[0].scans[0].missing);
  const auto again = other.folder() / "again.zip";
  ASSERT_TRUE(CaseArchive(store).exportTo(imported->labCase, again, {}));
  EXPECT_EQ(comparable(unpacked(again)), comparable(one));
}

TEST_F(CaseArchiveFile, IdentityNeedsThePermissionAndAFlagForbidsAll) {
  const auto file = m_database.folder() / "refused.zip";
  {
    Store researcher = m_database.openAs("rita", {Role::researcher});
    EXPECT_EQ(CaseArchive(researcher).exportTo(m_id, file, {true, "", false, ""}).error().kind, ErrorKind::refused);
    EXPECT_TRUE(CaseArchive(researcher).exportTo(m_id, m_database.folder() / "masked.zip", {}));
    EXPECT_EQ(CaseArchive(researcher).importFrom(m_database.folder() / "masked.zip", "").error().kind,
              ErrorKind::refused);
  }
  ASSERT_TRUE(m_cases.setFlag(m_id, Flag::consentWithdrawn, true, true, "2026-02-01", "letter"));
  const auto refused = CaseArchive(m_store).exportTo(m_id, file, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::refused);
  EXPECT_NE(refused.error().message.find("consent withdrawn"), std::string::npos) << refused.error().message;
  EXPECT_FALSE(std::filesystem::exists(file));
  const auto rows = AuditLog(m_store).read({"case:" + load().uuid, "", 0, 1000});
  EXPECT_EQ(rows->back().entry.action, "refused");
  EXPECT_EQ(rows->back().entry.details.at("flag"), "consent-withdrawn");
}

TEST_F(CaseArchiveFile, ChoicesOfPersonsAreTakenOnlyByWhoMayConfirm) {
  const auto file = exported(true);
  const test::CaseDatabase other;
  Store administrator = other.openAs("adam", {Role::administrator});
  const auto imported = CaseArchive(administrator).importFrom(file, "");
  ASSERT_FALSE(imported);
  EXPECT_EQ(imported.error().kind, ErrorKind::refused);
}

TEST_F(CaseArchiveFile, AFileThatIsThereStaysUnlessItMayBeReplaced) {
  const auto file = exported(false);
  const std::string before = *readFile(file);
  const auto refused = CaseArchive(m_store).exportTo(m_id, file, {true, "", false, ""});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::usage);
  EXPECT_EQ(*readFile(file), before);
  EXPECT_TRUE(CaseArchive(m_store).exportTo(m_id, file, {true, "", true, ""}));
  EXPECT_NE(*readFile(file), before);
}

TEST_F(CaseArchiveFile, OnAFullDiskThereIsNoFileAndTheLogSaysThatItFailed) {
  const test::SmallDisk disk(m_database.folder() / "disk", "16k");
  if (!disk.mounted()) GTEST_SKIP() << "only root can mount a small disk";
  const auto file = m_database.folder() / "disk" / "case.zip";
  const auto done = CaseArchive(m_store).exportTo(m_id, file, {});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::io);
  EXPECT_TRUE(std::filesystem::is_empty(m_database.folder() / "disk"));
  EXPECT_EQ(AuditLog(m_store).read({"case:" + load().uuid, "", 0, 1000})->back().entry.action, "case.export-failed");
}

TEST_F(CaseArchiveFile, APasswordKeepsItFromOthers) {
  const auto file = exported(true, "correct horse");
  EXPECT_EQ(readFile(file)->find("Cathal"), std::string::npos);
  const test::CaseDatabase other;
  Store store = other.open();
  EXPECT_EQ(CaseArchive(store).importFrom(file, "").error().kind, ErrorKind::refused);
  EXPECT_EQ(CaseArchive(store).importFrom(file, "battery").error().kind, ErrorKind::refused);
  EXPECT_TRUE(CaseArchive(store).importFrom(file, "correct horse"));
}

TEST_F(CaseArchiveFile, ACaseThatIsThereIsLeftAloneAndOneThatDiffersIsRefused) {
  const auto file = exported(true);
  const auto same = CaseArchive(m_store).importFrom(file, "");
  ASSERT_TRUE(same) << same.error().message;
  EXPECT_FALSE(same->added);
  EXPECT_EQ(same->labCase, m_id);
  ASSERT_TRUE(m_cases.setStaging(m_id, StagingItem::pT, "4a"));
  const auto differs = CaseArchive(m_store).importFrom(file, "");
  ASSERT_FALSE(differs);
  EXPECT_EQ(differs.error().kind, ErrorKind::refused);
  EXPECT_NE(differs.error().message.find("is there already, and differs"), std::string::npos);
}

TEST_F(CaseArchiveFile, APatientIsKnownByTheLaboratorysNumbersAndScoresAreKeptOnce) {
  const auto file = exported(true);
  const test::CaseDatabase other;
  Store store = other.open();
  Cases cases(store);
  ASSERT_TRUE(cases.apply(orderOf("H26-2", "2026-03-01T08:00:00Z")));
  // One of the scores is known already, from before the slide had a case.
  const auto scores = m_cases.load(m_id)->scores;
  ASSERT_TRUE(store.save(*m_store.load(scores[0].id), test::sampleParameters()));
  const auto imported = CaseArchive(store).importFrom(file, "");
  ASSERT_TRUE(imported) << imported.error().message;
  EXPECT_EQ(imported->scores, 1);
  const auto one = cases.load(imported->labCase);
  const auto two = cases.load(*cases.find({"STJ", "H26-2"}));
  ASSERT_TRUE(one && two);
  EXPECT_EQ(one->patient.uuid, two->patient.uuid);
  // The patient's flag holds for the other case too.
  EXPECT_EQ(two->flags.size(), 1U);
  EXPECT_TRUE(store.check()->faults.empty());
  ASSERT_EQ(*store.scoreCount(), 2);
  EXPECT_FALSE(CaseArchive(store).importFrom(file, "")->added);
  EXPECT_EQ(*store.scoreCount(), 2);
}

TEST_F(CaseArchiveFile, APatientOfTheSameNumberAndAnotherNameIsNotTakenForThem) {
  const auto file = exported(true);
  const test::CaseDatabase other;
  Store store = other.open();
  Cases cases(store);
  LabEvent event = orderOf("H26-2");
  event.patient.family = "Other";
  event.patient.given = "Anna";
  event.patient.birthDate = "1990-01-01";
  ASSERT_TRUE(cases.apply(test::resent(event)));
  const auto imported = CaseArchive(store).importFrom(file, "");
  ASSERT_FALSE(imported);
  EXPECT_EQ(imported.error().kind, ErrorKind::refused);
  EXPECT_FALSE(cases.find({"STJ", "H26-1"}));
}

TEST_F(CaseArchiveFile, ASlideOfAnotherCaseRefusesTheWhole) {
  const auto file = exported(true);
  const test::CaseDatabase other;
  Store store = other.open();
  Cases cases(store);
  ASSERT_TRUE(cases.make({"STJ", "H26-9"}));
  ASSERT_TRUE(cases.link(foundScan("/x.svs", "new"), {"STJ", "H26-9"}, {"H26-9", "", "", "1", "HE"}));
  const auto imported = CaseArchive(store).importFrom(file, "");
  ASSERT_FALSE(imported);
  EXPECT_EQ(imported.error().kind, ErrorKind::refused);
  EXPECT_FALSE(cases.find({"STJ", "H26-1"}));
  EXPECT_EQ(*store.scoreCount(), 0);
}

TEST_F(CaseArchiveFile, WhatWasDrawnHereStaysAsItIs) {
  const auto file = exported(true);
  const test::CaseDatabase other;
  Store store = other.open();
  auto mine = std::make_shared<Annotation>(*m_store.loadAnnotations(sha256Of("new"))->front().annotation);
  mine->note = "mine";
  ASSERT_TRUE(store.saveAnnotations(sha256Of("new"), {{mine->id, mine, 0}}));
  const auto imported = CaseArchive(store).importFrom(file, "");
  ASSERT_TRUE(imported) << imported.error().message;
  EXPECT_EQ(imported->drawings, 1);
  EXPECT_EQ(imported->findings.size(), 1U);
  EXPECT_EQ(store.loadAnnotations(sha256Of("new"))->front().annotation->note, "mine");
}

TEST_F(CaseArchiveFile, AnythingThatIsNoArchiveOfACaseIsRefusedWhole) {
  const std::string good = *readFile(exported(true));
  const auto kindOf = [&](const std::string& bytes) {
    const auto imported = importBytes(bytes);
    return imported ? std::nullopt : std::optional(imported.error().kind);
  };
  EXPECT_EQ(kindOf(""), ErrorKind::corrupt);
  EXPECT_EQ(kindOf("PK\x03\x04 nothing"), ErrorKind::corrupt);
  for (const std::size_t length : {good.size() / 3, good.size() - 1})
    EXPECT_EQ(kindOf(good.substr(0, length)), ErrorKind::corrupt);
  EXPECT_EQ(kindOf(*zipOf({{"../../etc/passwd", "x"}}, "")), ErrorKind::corrupt);
  for (std::size_t at = 40; at < good.size(); at += good.size() / 40) {
    std::string damaged = good;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    (void)importBytes(damaged);  // either the same case or an error, never a fault
  }
}

// Of each entry's record in the central directory: the size that it says it has.
void sayOtherSizes(std::string& zip, std::uint32_t size) {
  for (const auto& [magic, offset] : {std::pair("PK\x01\x02", 24), std::pair("PK\x03\x04", 22)})
    for (std::size_t at = zip.find(magic); at != std::string::npos; at = zip.find(magic, at + 1))
      for (std::size_t i = 0; i < 4; ++i)
        zip[at + static_cast<std::size_t>(offset) + i] = static_cast<char>(size >> (8 * i));
}

TEST_F(CaseArchiveFile, EntriesThatLieAboutTheirSizeAreNotBelieved) {
  for (const std::uint32_t size : {1U, 500U << 20U, 4'000'000'000U}) {
    std::string zip = *readFile(exported(true));
    sayOtherSizes(zip, size);
    const auto imported = importBytes(zip);
    ASSERT_FALSE(imported) << size;
    EXPECT_EQ(imported.error().kind, ErrorKind::corrupt) << imported.error().message;
  }
}

TEST_F(CaseArchiveFile, EntriesOfNoUseAreIgnoredAndTold) {
  const auto imported = importChanged([](Unpacked& one) {
    one.entries.push_back({"../../../tmp/evil", "x"});
    one.entries.push_back({"/etc/passwd", "x"});
  });
  ASSERT_TRUE(imported) << imported.error().message;
  ASSERT_EQ(imported->findings.size(), 1U);
  EXPECT_NE(imported->findings[0].find("2 entries"), std::string::npos);
}

TEST_F(CaseArchiveFile, ANewerFormatAndValuesThatCannotBeAreRefused) {
  const auto kindOf = [](const Result<CaseImported>& imported) {
    return imported ? std::nullopt : std::optional(imported.error().kind);
  };
  EXPECT_EQ(kindOf(importChangedJson([](Json& json) { json["format"] = "snitt-case/2"; })), ErrorKind::unsupported);
  const std::vector<std::function<void(Json&)>> changes{
      [](Json& json) { json["format"] = "snitt-score/1"; },
      [](Json& json) { json["masked"] = true; },
      [](Json& json) { json["case"]["id"] = "1 OR 1=1"; },
      [](Json& json) { json["case"]["accession"] = "a\nb"; },
      [](Json& json) { json["case"]["received"] = "<b>now</b>"; },
      [](Json& json) { json["case"]["state"] = "lost"; },
      [](Json& json) { json["case"]["specimens"][0]["blocks"][0]["slides"][0]["stain"] = "CDX2"; },
      [](Json& json) { json["case"]["specimens"].push_back(json["case"]["specimens"][0]); },
      [](Json& json) { json["case"]["specimens"][0]["blocks"][0]["slides"][0]["scans"][0]["fingerprint"] = "../x"; },
      [](Json& json) { json["case"]["specimens"][0]["blocks"][0]["slides"][0]["scans"][0]["state"] = "current"; },
      [](Json& json) { json["case"]["specimens"][0]["blocks"][0]["slides"][0]["scans"].erase(0); },
      [](Json& json) { json["case"]["staging"][0]["value"] = "9'; DROP TABLE lab_case"; },
      [](Json& json) { json["case"]["flags"][0]["flag"] = "anything"; },
      [](Json& json) { json["case"]["drawings"].push_back("../../x.json"); },
      [](Json& json) { json["case"]["scores"].push_back(json["case"]["scores"][0]); },
      [](Json& json) { json["case"]["scores"][0]["rules"] = "{}"; },
      [](Json& json) { json["case"] = Json::array(); },
  };
  for (std::size_t i = 0; i < changes.size(); ++i)
    EXPECT_EQ(kindOf(importChangedJson(changes[i])), ErrorKind::corrupt) << "change " << i;
  const std::string drawings = "drawings/" + sha256Of("new") + ".json";
  EXPECT_EQ(kindOf(importChanged([&](Unpacked& one) { one.entry(drawings).bytes.front() = '['; })), ErrorKind::corrupt);
  EXPECT_EQ(kindOf(importChanged([&](Unpacked& one) {
              std::string& text = one.entry(drawings).bytes;
              text.replace(text.find("\"wkb\": \"01") + 8, 2, "zz");
            })),
            ErrorKind::corrupt);
  EXPECT_EQ(kindOf(importChanged([&](Unpacked& one) { one.entry("scores/1-0.grid").bytes.back() ^= 1; })),
            ErrorKind::corrupt);
  EXPECT_EQ(kindOf(importChanged([&](Unpacked& one) { one.entry("scores/1.geojson").bytes = "{}"; })),
            ErrorKind::corrupt);
}

TEST_F(CaseArchiveFile, HostileTextIsTextAndNothingMore) {
  const std::string hostile = "<script>alert(1)</script>'; DROP TABLE lab_case; --\u202E\x01";
  const auto file = m_database.folder() / "hostile.zip";
  Unpacked one = unpacked(exported(true));
  Json json = one.json();
  json["case"]["comment"] = hostile;
  json["case"]["specimens"][0]["label"] = hostile;
  json["case"]["patient"]["family"] = hostile;
  json["history"][0]["details"] = {{"reason", hostile}};
  one.entries.front().bytes = json.dump();
  ASSERT_TRUE(writeFileAtomically(file, *zipOf(one.entries, "")));
  const test::CaseDatabase other;
  Store store = other.open();
  const auto imported = CaseArchive(store).importFrom(file, "");
  ASSERT_TRUE(imported) << imported.error().message;
  const auto there = Cases(store).load(imported->labCase);
  EXPECT_EQ(there->comment, hostile);
  EXPECT_EQ(there->specimens[0].label, hostile);
  EXPECT_EQ(there->patient.identity.family, hostile);
}

}  // namespace
}  // namespace snitt
