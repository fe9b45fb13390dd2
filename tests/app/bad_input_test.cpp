// Each kind of bad input: one clear sentence, the right exit code, nothing half-written.
#include <unistd.h>

#include <fstream>

#include "core/atomic_file.h"
#include "support/score_fixture.h"

namespace snitt::test {
namespace {

class BadInput : public ScoreFixture {};

TEST_F(BadInput, MissingSlide) { expectRefused(score(m_folder / "gone.svs"), 1, "gone.svs does not exist"); }

TEST_F(BadInput, EmptyFile) { expectRefused(score(write("empty.svs", "")), 1, "empty.svs"); }

TEST_F(BadInput, TextRenamedToSlide) { expectRefused(score(write("text.svs", "just text\n")), 1, "text.svs"); }

TEST_F(BadInput, TruncatedSlide) {
  const std::string bytes = readFile(slide()).value();
  expectRefused(score(write("cut.svs", bytes.substr(0, bytes.size() / 3))), 1, "cut.svs");
}

TEST_F(BadInput, BitsFlippedInTheHeader) {
  std::string bytes = readFile(slide()).value();
  bytes[2] = '\x7F';
  expectRefused(score(write("flipped.svs", bytes)), 1, "flipped.svs");
}

TEST_F(BadInput, DirectoryWithoutSlide) {
  std::filesystem::create_directory(m_folder / "a folder");
  expectRefused(score(m_folder / "a folder"), 1, "a folder");
}

TEST_F(BadInput, NoPermission) {
  std::filesystem::permissions(slide(), std::filesystem::perms::none);
  std::vector<std::string> command = scoreCommand(slide());
  command.insert(command.begin(), snittProgram());
  // Root reads everything; without these two capabilities it is an ordinary user.
  if (geteuid() == 0) {
    const std::string drop = "-dac_override,-dac_read_search";
    command.insert(command.begin(), {"setpriv", "--bounding-set", drop, "--inh-caps", drop});
  }
  expectRefused(run(command), 1, "Permission denied");
}

TEST_F(BadInput, MppThatIsNoScale) {
  expectRefused(score(slide(), {"--mpp", "0"}), 2, "--mpp");
  expectRefused(score(slide(), {"--mpp", "-0.25"}), 2, "--mpp");
  expectRefused(score(slide(), {"--mpp", "nan"}), 2, "--mpp");
  expectRefused(score(slide(), {"--mpp", "text"}), 2, "--mpp");
}

TEST_F(BadInput, MppThatContradictsTheFileNeedsAReason) {
  expectRefused(score(slide(), {"--mpp", "0.5"}), 2, "--mpp-reason");
  EXPECT_EQ(score(slide(), {"--mpp", "0.5", "--mpp-reason", "scanned at 20x"}).code, 0);
}

TEST_F(BadInput, MppAbsentAndNotGiven) {
  SlideRecipe plain = recipe();
  plain.aperio = false;
  makeSlide(m_folder / "plain.tif", plain);
  expectRefused(score(m_folder / "plain.tif"), 2, "--mpp");
}

TEST_F(BadInput, UnknownOptionAndVerb) {
  expectRefused(score(slide(), {"--nonsense"}), 2, "nonsense");
  expectRefused(snitt({"scroe", slide().string()}), 2, "scroe");
  expectRefused(snitt({}), 2, "verb");
}

TEST_F(BadInput, UnknownFactOrEmptyOne) {
  expectRefused(score(slide(), {"--fact", "organe=colon"}), 2, "organe");
  expectRefused(score(slide(), {"--fact", "organ"}), 2, "organ");
  expectRefused(score(slide(), {"--fact", "pT=9"}), 2, "pT");
}

TEST_F(BadInput, OutsideTheScopeWithoutAReason) {
  editManifest("[scope]", "[scope]\norgan = [\"colon\", \"rectum\"]");
  expectRefused(scoreInScope(slide()), 3, "organ");
  expectRefused(scoreInScope(slide(), {"--fact", "organ=breast"}), 3, "breast");
  EXPECT_EQ(scoreInScope(slide(), {"--fact", "organ=colon"}).code, 0);
  EXPECT_EQ(scoreInScope(slide(), {"--fact", "organ=breast", "--outside-scope", "a trial"}).code, 0);
  EXPECT_NE(readFile(out() / "slide/score.json")->find("a trial"), std::string::npos);
}

TEST_F(BadInput, BundleWithOneByteChanged) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(bundle())) {
    if (entry.path().extension() != ".safetensors") continue;
    std::string bytes = readFile(entry.path()).value();
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    std::ofstream(entry.path(), std::ios::binary) << bytes;
    expectRefused(score(slide()), 1, entry.path().filename().string());
    return;
  }
  FAIL() << "the bundle holds no network";
}

TEST_F(BadInput, BundleThatIsMissing) {
  std::filesystem::remove_all(bundle());
  expectRefused(score(slide()), 1, "bundle");
}

TEST_F(BadInput, OutlineThatIsMissingOrNoGeoJson) {
  expectRefused(score(slide(), {"--tumour", (m_folder / "gone.geojson").string()}), 1, "gone.geojson");
  expectRefused(score(slide(), {"--tumour", write("bad.geojson", "{]").string()}), 1, "bad.geojson");
}

TEST_F(BadInput, OutlineBesideTheSlide) {
  const auto file =
      write("far.geojson", R"({"type":"Polygon","coordinates":[[[90000,90000],[90100,90000],[90100,90100]]]})");
  expectRefused(score(slide(), {"--tumour", file.string()}), 1, "outline");
}

TEST_F(BadInput, PathsWithSpacesAndForeignLettersAreFine) {
  const std::filesystem::path folder = m_folder / "mappe med æøå 和 spaces";
  std::filesystem::create_directory(folder);
  std::filesystem::rename(slide(), folder / "snitt № 1 (kopi).svs");
  const Ran ran = score(folder / "snitt № 1 (kopi).svs");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_TRUE(std::filesystem::exists(out() / "snitt № 1 (kopi)/score.json"));
}

TEST_F(BadInput, ResultsFolderThatCannotBeMade) {
  writeBytes(m_folder / "file", "x");
  auto command = scoreCommand(slide());
  command[5] = (m_folder / "file/out").string();
  const Ran ran = snitt(command);
  EXPECT_EQ(ran.code, 1);
  expectOneSentence(ran, "could not make the folder");
}

// A file system of 64 KiB in a mount name space of the test's own.
TEST_F(BadInput, FullDiskLeavesNothingBehind) {
  const std::string shell = R"(mount -t tmpfs -o size=64k none "$1" || exit 77
dd if=/dev/zero of="$1/fill" bs=1k count=60 2> /dev/null
shift
"$@"
code=$?
find "$OUT" -type f ! -name fill 1>&2
exit $code)";
  const std::filesystem::path disk = m_folder / "disk";
  std::filesystem::create_directory(disk);
  std::vector<std::string> command{"unshare", "--user", "--map-root-user", "--mount",     "sh", "-c",
                                   shell,     "sh",     disk.string(),     snittProgram()};
  auto arguments = scoreCommand(slide());
  arguments[5] = disk.string();
  command.insert(command.end(), arguments.begin(), arguments.end());
  RunOptions options;
  options.environment["OUT"] = disk.string();
  const TempFolder state;
  options.environment["XDG_STATE_HOME"] = state.path().string();
  const Ran ran = run(command, options);
  if (ran.code == 77 || ran.err.find("unshare") != std::string::npos)
    GTEST_SKIP() << "this machine allows no mount of the test's own: " << ran.err;
  EXPECT_EQ(ran.code, 1);
  expectOneSentence(ran, "No space left on device");
}

// Standard output that takes nothing: whoever reads the result would miss it.
TEST_F(BadInput, FullStandardOutput) {
  const std::vector<std::vector<std::string>> commands{{"info", slide().string()},
                                                       {"bundle", "inspect", bundle().string(), "--json"},
                                                       {"doctor"},
                                                       scoreCommand(slide(), {"--outputs", "score", "--json"})};
  for (const auto& arguments : commands) {
    std::vector<std::string> command{"sh", "-c", "exec \"$@\" > /dev/full", "sh", snittProgram()};
    command.insert(command.end(), arguments.begin(), arguments.end());
    RunOptions options;
    options.environment["XDG_STATE_HOME"] = m_folder.path().string();
    const Ran ran = run(command, options);
    EXPECT_EQ(ran.code, 1) << arguments[0] << ": " << ran.err;
    EXPECT_NE(ran.err.find("standard output"), std::string::npos) << arguments[0] << ": " << ran.err;
  }
}

TEST_F(BadInput, OneOfSeveralSlidesWithoutMppIsAFault) {
  SlideRecipe plain = recipe();
  plain.aperio = false;
  makeSlide(m_folder / "plain.tif", plain);
  std::vector<std::string> command = scoreCommand(m_folder / "plain.tif");
  command.insert(command.begin() + 2, slide().string());
  const Ran ran = snitt(command);
  EXPECT_EQ(ran.code, 1) << ran.err;
  EXPECT_NE(ran.err.find("plain.tif"), std::string::npos) << ran.err;
  EXPECT_TRUE(std::filesystem::exists(out() / "slide/score.json"));
  EXPECT_FALSE(std::filesystem::exists(out() / "plain"));
}

// No reason makes a pixel of a hundredth of a nanometre a scale.
TEST_F(BadInput, MppBeyondAllReason) {
  expectRefused(score(slide(), {"--mpp", "1e-5", "--mpp-reason", "because"}), 2, "--mpp");
}

TEST_F(BadInput, TheOtherVerbsRefuseAMissingAndATextFileToo) {
  for (const std::filesystem::path& file : {m_folder / "gone.svs", write("text.svs", "just text\n")}) {
    const std::string name = file.filename().string();
    expectRefused(snitt({"info", file.string()}), 1, name);
    expectRefused(snitt({"tissue", file.string(), "--out", out().string()}), 1, name);
    for (const char* verb : {"segment", "tiles"})
      expectRefused(snitt({verb, file.string(), "--bundle", bundle().string(), "--out", out().string()}), 1, name);
    for (const char* verb : {"inspect", "verify"}) expectRefused(snitt({"bundle", verb, file.string()}), 1, name);
    EXPECT_FALSE(std::filesystem::exists(out()));
  }
}

// What an earlier run left must not be taken for this run's.
TEST_F(BadInput, OlderResultsDoNotStayBesideNewOnes) {
  ASSERT_EQ(score(slide()).code, 0);
  ASSERT_EQ(score(slide(), {"--outputs", "score"}).code, 0);
  EXPECT_EQ(resultsLeft(), (std::vector<std::string>{"slide/model-card.md", "slide/score.json"}));
}

}  // namespace
}  // namespace snitt::test
