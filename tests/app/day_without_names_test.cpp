// A laboratory's day, by the programs as people use them; then no file that they left behind names a patient, in
// whatever writing. Not looked at are the laboratory's own files (messages, lists, slides, where they go when they were
// taken) and what a person who may asked for by name.
#include <csignal>
#include <thread>

#include "core/atomic_file.h"
#include "core/os/os.h"
#include "core/store/cases.h"
#include "core/store/people.h"
#include "core/store/store.h"
#include "support/watch_fixture.h"

namespace snitt::test {
namespace {

namespace fs = std::filesystem;

// Names of people, not of the words around them; days as they are written; numbers.
constexpr const char* kNeedles = R"(Ødegård
Wálsh-Sæther
Wálsh
Margrethe
1958-06-14
14.06.1958
14/06/1958
19580614
14065812345
140658 12345
140658-12345
K7145823
Bjørnstjerne
Ågotnes
1944-12-03
03.12.1944
19441203
03124412346
LIS-99812
Kvernmo
Anne-Lise
1971-02-28
28.02.1971
19710228
28027112347
)";

class DayWithoutNames : public WatchFixture {
 protected:
  void SetUp() override {
    WatchFixture::SetUp();
    // Everything that programs write lies below.
    for (const char* name :
         {"home", "home/data", "home/config", "home/state", "home/cache", "home/tmp", "home/run", "asked", "results"})
      fs::create_directory(m_folder / name);
    fs::permissions(home() / "run", fs::perms::owner_all);
    m_environment = {{"HOME", home().string()},
                     {"XDG_DATA_HOME", (home() / "data").string()},
                     {"XDG_CONFIG_HOME", (home() / "config").string()},
                     {"XDG_STATE_HOME", (home() / "state").string()},
                     {"XDG_CACHE_HOME", (home() / "cache").string()},
                     {"XDG_RUNTIME_DIR", (home() / "run").string()},
                     {"TMPDIR", (home() / "tmp").string()},
                     {"SNITT_KEY_FOLDER", (home() / "config/snitt/keys").string()},
                     {"QT_QPA_PLATFORM", "offscreen"}};
    fs::remove_all(m_folder / "data");  // of the fixture
    std::string site = readFile(siteFile()).value();
    const std::string columns = "[list.columns]\n";
    site.replace(site.find(columns), columns.size(), columns + "comment = \"Comment\"\nbarcode = \"Code\"\n");
    std::ofstream(siteFile()) << "timezone = \"Europe/Oslo\"\n" << site;
  }

  [[nodiscard]] fs::path home() const { return m_folder / "home"; }
  [[nodiscard]] fs::path store() const { return home() / "data/snitt/snitt.db"; }
  [[nodiscard]] std::string slideOf(std::size_t i) const {
    return (m_folder / "scans" / (m_slides[i].accession + "-A1.svs")).string();
  }

  Ran program(std::vector<std::string> command, RunOptions options = {}) const {
    options.environment.insert(m_environment.begin(), m_environment.end());
    return run(command, options);
  }
  Ran call(std::vector<std::string> arguments, const RunOptions& options = {}) const {
    arguments.insert(arguments.begin(), snittProgram());
    return program(std::move(arguments), options);
  }
  std::string done(std::vector<std::string> arguments, int code = 0) const {
    const std::string what = arguments[0] + " " + arguments.at(1);
    const Ran ran = call(std::move(arguments));
    EXPECT_EQ(ran.code, code) << what << ": " << ran.out << ran.err;
    return ran.out;
  }
  [[nodiscard]] Store open() const {
    StoreOptions options;
    options.keyFolder = home() / "config/snitt/keys";
    auto store = Store::open(this->store(), options);
    EXPECT_TRUE(store) << store.error().message;
    return std::move(*store);
  }

  void arriveMessages() const {
    const std::string order =
        "MSH|^~\\&|LIS|NORTH|SNITT||20260105101500||OML^O21^OML_O21|42|P|2.5.1|||||NO|UNICODE UTF-8\r"
        "PID|1||K7145823^^^NORTH^MR~14065812345^^^NOR^NI||Ødegård^Åse Margrethe^^^^^L~Wálsh-Sæther^"
        "Åse^^^^^M||19580614|F\rORC|NW|P1^EHR|" +
        m_slides[0].accession + "^LIS\rOBR|1|P1^EHR|" + m_slides[0].accession +
        "^LIS\rNTE|1||Fru ØDEGÅRD, 140658 12345, tidligere Wálsh\rSPM|1|&EHR^A&LIS||T\r";
    std::ofstream(m_folder / "in/order.hl7") << order;
    // Of ISO 8859-1: "Ågotnes, Bjørnstjerne"; a code on a label that is a national number.
    std::ofstream(m_folder / "in/list.csv")
        << "Case,ID,Name,Born,Specimen,Block,Tumour,Stain,Urgent,Flags,File,Comment,Code\n"
        << m_slides[1].accession << ",03124412346,\"\xC5gotnes, Bj\xF8rnstjerne\",1944-12-03,A,1,yes,HE,yes,,,"
        << "\"For Bj\xF8rnstjerne \xC5gotnes, LIS-99812\",03124412346\n";
    // One without a pattern for its number's folder, one that nobody can read.
    std::ofstream(m_folder / "in/more.csv")
        << "Case,ID,Name,Born,Specimen,Block,Tumour,Stain,Urgent,Flags,File,Comment,Code\n"
        << m_slides[2].accession << ",28027112347,\"KVERNMO, Anne-\",1971-02-28,A,1,yes,HE,no,,Kvernmo 1971-02-28,,\n";
    std::ofstream(m_folder / "in/Kvernmo.hl7")
        << "MSH|^~\\&|LIS|NORTH|||20260101||OML^O21|1|P|2.5\rPID|||28027112347||KVERNMO^Anne-Lise||19710228\r??";
  }
  void arriveSlides() const {
    for (const std::size_t i : {0U, 1U}) fs::copy_file(m_slides[i].file, slideOf(i));
    fs::create_directory(m_folder / "scans/Ødegård, Åse 14.06.1958");
    fs::copy_file(m_slides[2].file, m_folder / "scans/Ødegård, Åse 14.06.1958/Kvernmo 1971-02-28.svs");
    fs::copy_file(m_slides[3].file, m_folder / "scans/Anne-Lise Kvernmo.svs");
    std::ofstream(m_folder / "scans/Bjørnstjerne.svs") << "no slide";
  }
  [[nodiscard]] std::vector<std::string> watchHere(const std::vector<std::string>& more) const {
    std::vector<std::string> command{"watch",           "--site",          siteFile(),    "--bundle",
                                     bundle().string(), "--outside-scope", "a day's test"};
    command.insert(command.end(), {"--outputs", "score,tumour,heatmap,tiles,report"});
    command.insert(command.end(), more.begin(), more.end());
    return command;
  }

  void workOnCases() const {
    Store store = open();
    Cases cases(store);
    const CaseId id = *cases.find({"NORTH", m_slides[0].accession});
    EXPECT_TRUE(cases.workOn(id, "window"));
    EXPECT_TRUE(cases.setComment(id, "Ringte Åse Ødegård, f. 14.06.1958, om svaret"));
    EXPECT_TRUE(cases.setStaging(id, StagingItem::pT, "3"));
    SavedFilter filter;
    filter.name = "Kvernmo";
    filter.filter.search = "Kvernmo Anne-Lise";
    EXPECT_TRUE(cases.saveFilter(filter));
    Annotation outline;
    outline.id = "6d5b1d0e-52f5-4b4e-9d6e-000000000001";
    outline.shape = Shape::rectangle;
    Polygon square;
    square.outer = {{0, 0}, {0, 500}, {500, 500}, {500, 0}};
    outline.geometry.areas = {square};
    outline.className = "Tumor";
    const auto fingerprint = cases.load(id)->specimens[0].blocks[0].slides[0].scans[0].fingerprint;
    EXPECT_TRUE(store.saveAnnotations(fingerprint, {{outline.id, std::make_shared<Annotation>(outline), 0}}));
    EXPECT_TRUE(cases.endWork(id, "window"));
  }

  // Exit code and what was said.
  [[nodiscard]] Ran lookForTraces(const std::vector<fs::path>& roots, const std::vector<fs::path>& but) const {
    std::ofstream(m_needles / "needles.txt") << kNeedles;
    std::vector<std::string> command{SNITT_PYTHON, std::string(SNITT_SOURCE_DIR) + "/tests/support/find_traces.py",
                                     (m_needles / "needles.txt").string()};
    for (const fs::path& root : roots) command.push_back(root.string());
    for (const fs::path& one : but) command.insert(command.end(), {"--but", one.string()});
    return run(command);
  }

  std::map<std::string, std::string> m_environment;
  TempFolder m_needles;
};

TEST_F(DayWithoutNames, LeavesNoTraceOfAnyPatient) {
  const std::string me = os::accountName();
  done({"db", "create", "--role", "pathologist"});
  done({"person", "add", "Kari Nordmann", "--account", "kari", "--role", "researcher"});

  // Messages and slides arrive; the watcher is killed in the middle of it, and goes on.
  arriveMessages();
  arriveSlides();
  RunOptions killed;
  killed.awaited = "linked";
  killed.whenSeen = [](Child& child) { kill(child.processId(), SIGKILL); };
  const Ran torn = call(watchHere({}), killed);
  EXPECT_EQ(torn.code, 128 + SIGKILL) << torn.out << torn.err;
  const Ran watched = call(watchHere({"--once"}));
  EXPECT_EQ(watched.code, 1) << watched.out << watched.err;  // what cannot be read
  EXPECT_NE((torn.out + watched.out).find("to the quarantine"), std::string::npos) << torn.out << watched.out;

  // A pathologist opens a case, and a slide that nobody has linked yet: its name would stand among those of late.
  const auto picture = [this](const char* name) {
    const Ran drawn = program(
        {SNITT_VIEWER, "--accession", "NORTH:" + m_slides[0].accession, "--screenshot", (m_folder / name).string()});
    EXPECT_EQ(drawn.code, 0) << drawn.err;
    EXPECT_TRUE(fs::exists(m_folder / name));
  };
  picture("asked/case.png");
  const auto lookAt = [this](const fs::path& slide) {
    RunOptions session;
    session.whenSeen = [](Child& child) {
      std::this_thread::sleep_for(std::chrono::seconds(4));
      kill(child.processId(), SIGKILL);
    };
    (void)program({SNITT_VIEWER, "--new", slide.string()}, session);
  };
  lookAt(m_folder / "scans/Anne-Lise Kvernmo.svs");
  const std::string settings = readFile(home() / "config/snitt/viewer.ini").value_or("");
  EXPECT_NE(settings.find("sealed:"), std::string::npos) << settings;

  // A pathologist looks, scores, draws, writes, and asks for a page and a file with the patient's name.
  EXPECT_NE(done({"case", "list"}).find("Ødegård"), std::string::npos);
  EXPECT_NE(done({"case", "list", "--search", "ågotnes"}).find(m_slides[1].accession), std::string::npos);
  EXPECT_NE(done({"case", "list", "--search", "03124412346"}).find(m_slides[1].accession), std::string::npos);
  EXPECT_NE(done({"case", "show", "NORTH:" + m_slides[0].accession}).find("14065812345"), std::string::npos);
  done({"case", "unmatched"});
  workOnCases();
  done({"case", "choose", "NORTH:" + m_slides[0].accession, "primary", "--correct-stain", "HE"});
  done({"score", slideOf(0), "--bundle", bundle().string(), "--outside-scope", "a test", "--again", "--out",
        (m_folder / "asked/results").string()});
  done(
      {"case", "export", "NORTH:" + m_slides[0].accession, (m_folder / "asked/named.zip").string(), "--with-identity"});
  done({"export", "annotations", slideOf(0), "--out", (m_folder / "results/drawn").string()});

  // From now on who sits there may not see patients.
  done({"person", "role", me, "administrator", "pathologist", "--mask"});
  for (const auto& shown : {done({"case", "list"}), done({"case", "show", "NORTH:" + m_slides[0].accession}),
                            done({"case", "unmatched"}), call({"case", "list", "--json"}).out})
    for (const char* name : {"degård", "tnes", "14065812345", "1944", "Kvernmo", "KVERNMO"})
      EXPECT_EQ(shown.find(name), std::string::npos) << name << " in " << shown;
  done({"score", slideOf(0), "--bundle", bundle().string(), "--outside-scope", "a test", "--out",
        (m_folder / "results").string()});
  // Called by the slide's fingerprint: its name names the case.
  for (const auto& entry : fs::directory_iterator(m_folder / "results"))
    if (fs::exists(entry.path() / "score.json")) done({"report", entry.path().string()});
  done({"case", "export", "NORTH:" + m_slides[0].accession, (m_folder / "results/case.zip").string()});
  done({"audit", "export", (m_folder / "results/log.jsonl").string()});

  // The viewer, once to the end and once killed.
  done({"db", "check"});
  const Ran viewed = program({SNITT_VIEWER, slideOf(0), "--screenshot", (m_folder / "results/view.png").string()});
  EXPECT_EQ(viewed.code, 0) << viewed.err;
  picture("results/case.png");
  lookAt(slideOf(1));

  fs::create_directory(home() / "backups");
  done({"db", "backup", "--folder", (home() / "backups").string()});
  {
    Store store = open();
    People people(store);
    const auto self = people.find(store.actor().name);
    ASSERT_TRUE(people.setPin(self->id, "", "the-administrators"));
    ASSERT_TRUE(people.shareAccount(me));
  }
  {
    // Who mistakes the field.
    Store store = open();
    People people(store);
    const auto self = people.find(me);
    ASSERT_TRUE(self) << self.error().message;
    EXPECT_FALSE(people.signIn(self->id, "Ågotnes Bjørnstjerne"));
    EXPECT_TRUE(people.signIn(self->id, "the-administrators"));
  }

  // Whatever programs write by themselves, and what was asked for without names.
  const Ran traces = lookForTraces({home(), m_folder / "results"}, {});
  EXPECT_EQ(traces.code, 0) << traces.out << traces.err;
  // Names are found where they are.
  for (const char* folder : {"taken", "quarantine", "asked"})
    EXPECT_EQ(lookForTraces({m_folder / folder}, {}).code, 1) << folder;
  EXPECT_EQ(lookForTraces({m_folder / "asked"}, {m_folder / "asked/named.zip"}).code, 1) << "the report";
}

}  // namespace
}  // namespace snitt::test
