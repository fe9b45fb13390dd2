// What the verbs say: their help, what they tell of slide and machine, and which devices and outlines they accept.
#include <nlohmann/json.hpp>

#include "core/fingerprint.h"
#include "support/make_picture.h"
#include "support/score_fixture.h"

namespace snitt::test {
namespace {

class Verbs : public ScoreFixture {
 protected:
  [[nodiscard]] std::filesystem::path outline() const {
    return write("outline.geojson", R"({"type":"Polygon",
      "coordinates":[[[1000,1000],[4000,1000],[4000,3500],[1000,3500],[1000,1000]]]})");
  }
};

void expectHelpNames(std::vector<std::string> verb, const std::vector<std::string>& options) {
  verb.emplace_back("--help");
  const Ran ran = snitt(verb);
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_TRUE(ran.err.empty()) << ran.err;
  for (const std::string& option : options)
    EXPECT_NE(ran.out.find(option + " "), std::string::npos) << verb[0] << " --help lacks " << option << "\n"
                                                             << ran.out;
}

TEST_F(Verbs, TheProgramsHelpNamesVerbsAndCommonOptions) {
  expectHelpNames({}, {"score", "segment", "tissue", "tiles", "info", "bundle", "db", "simulate", "train", "outcomes",
                       "stats", "validate", "drift", "doctor"});
  expectHelpNames({}, {"--json", "--control", "--db", "--quiet", "--threads", "--device", "--precision", "--kernels"});
}

TEST_F(Verbs, EachVerbsHelpNamesItsOptions) {
  expectHelpNames({"score"}, {"--bundle", "--out", "--mpp", "--mpp-reason", "--fact", "--tumour", "--outside-scope",
                              "--outputs", "--again", "--show-paths"});
  expectHelpNames({"report"}, {"folder", "--show-paths"});
  expectHelpNames({"tissue"}, {"slide", "--out", "--mpp", "--mpp-reason"});
  expectHelpNames({"segment"}, {"slide", "--bundle", "--out", "--mpp", "--mpp-reason"});
  expectHelpNames({"tiles"}, {"slide", "--bundle", "--out", "--mpp", "--mpp-reason", "--tumour"});
  expectHelpNames({"info"}, {"slide"});
  expectHelpNames({"doctor"}, {"--bundle", "--golden", "--golden-add", "--qualify", "--golden-folder", "--mpp",
                               "--mpp-reason", "--fact", "--outside-scope", "--untrusted"});
  expectHelpNames({"bundle", "golden"}, {"--bundle", "--seeds", "--size", "--scanner", "--untrusted"});
  expectHelpNames({"simulate"}, {"--out", "--patients", "--seed", "--hazard-ratio", "--scanner", "--slides-per-patient",
                                 "--size", "--set", "--tables-only"});
  expectHelpNames({"drift"}, {"--cohort", "--bundle", "--out", "--reference", "--week-column", "--scanner-column",
                              "--control-column", "--control-case", "--control-target", "--false-alarm-weeks",
                              "--least-slides", "--baseline-weeks", "--expected-unscored", "--expected-not-assessable",
                              "--expected-outside-scope", "--seed", "--fail-on-alarm"});
  expectHelpNames({"outcomes"}, {"--data", "--rules", "--out", "--leave-out"});
  expectHelpNames({"train"}, {"--out",       "--cohort",        "--config", "--only",          "--password-file",
                              "--untrusted", "--from-tiles",    "--poor",   "--good",          "--group-by",
                              "--tile-px",   "--bag-tiles",     "--shares", "--weights",       "--padding",
                              "--width",     "--frozen-blocks", "--epochs", "--learning-rate", "--seed"});
  expectHelpNames({"stats"}, {"--data",      "--out",        "--time",         "--event", "--group",     "--strata",
                              "--cluster",   "--covariates", "--factors",      "--ties",  "--residuals", "--score",
                              "--compare",   "--horizons",   "--risk",         "--cause", "--competing", "--classes",
                              "--agreement", "--conf-type",  "--rmean",        "--power", "--psi",       "--reference",
                              "--cusum",     "--in-control", "--cusum-design", "--plot",  "--time-unit", "--time-tick",
                              "--bootstrap", "--seed"});
  expectHelpNames({"validate"},
                  {"--lock", "--again", "--protocol", "--cohort", "--out", "--repeat", "--training-record",
                   "--password-file", "--allow-mixed", "--as-run", "--sign", "--as", "--person", "--pin-file", "--check",
                   "--example", "--register"});
  expectHelpNames({"db"}, {"create", "check", "backup", "restore"});
  expectHelpNames({"db", "backup"}, {"file", "--force"});
  expectHelpNames({"bundle"}, {"inspect", "verify", "untrained", "golden"});
  for (const char* verb : {"inspect", "verify"}) expectHelpNames({"bundle", verb}, {"folder"});
}

TEST_F(Verbs, InfoAsText) {
  const Ran ran = snitt({"info", slide().string()});
  ASSERT_EQ(ran.code, 0) << ran.err;
  for (const char* part : {"aperio", "SS1302", "0.2500 × 0.2500 µm/px (aperio.MPP)", "5000 × 4000 px",
                           "1250 × 1000 px, downsample 4", "40x", "fingerprint"})
    EXPECT_NE(ran.out.find(part), std::string::npos) << "no " << part << " in\n" << ran.out;
}

TEST_F(Verbs, InfoAsJson) {
  const Ran ran = snitt({"info", "--json", slide().string()});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto json = nlohmann::json::parse(ran.out);
  EXPECT_EQ(json["format"], "snitt-info/1");
  EXPECT_EQ(json["vendor"], "aperio");
  EXPECT_EQ(json["mpp"]["x"], 0.25);
  EXPECT_EQ(json["mpp"]["y"], 0.25);
  EXPECT_EQ(json["mppSource"], "aperio.MPP");
  ASSERT_EQ(json["levels"].size(), 3U);
  EXPECT_EQ(json["levels"][0]["widthPx"], 5000);
  EXPECT_EQ(json["levels"][1]["heightPx"], 1000);
  EXPECT_EQ(json["levels"][1]["downsample"], 4);
  const std::vector<std::filesystem::path> files{slide()};
  const std::vector<std::pair<std::int64_t, std::int64_t>> levels{{5000, 4000}, {1250, 1000}, {312, 250}};
  EXPECT_EQ(json["fingerprint"], fingerprintOf(files, levels).value());
}

// A slide without mpp is no error for info: it says so, and how to give one.
TEST_F(Verbs, InfoOfASlideWithoutMpp) {
  SlideRecipe plain = recipe();
  plain.aperio = false;
  makeSlide(m_folder / "plain.tif", plain);
  const Ran text = snitt({"info", (m_folder / "plain.tif").string()});
  EXPECT_EQ(text.code, 0) << text.err;
  EXPECT_NE(text.out.find("--mpp"), std::string::npos) << text.out;
  const Ran json = snitt({"info", "--json", (m_folder / "plain.tif").string()});
  EXPECT_TRUE(nlohmann::json::parse(json.out)["mpp"].is_null()) << json.out;
}

// A flat picture goes the whole way once somebody says its scale, and not before.
TEST_F(Verbs, AFlatPictureIsScoredAtTheScaleThatIsTyped) {
  const auto picture = m_folder / "flat.png";
  Image pixels(2400, 2000);
  paintTissue(2400, 2000, 1)(0, 0, pixels);
  savePicture(picture, pixels);
  const Ran info = snitt({"info", "--json", picture.string()});
  ASSERT_EQ(info.code, 0) << info.err;
  EXPECT_EQ(nlohmann::json::parse(info.out)["reader"], "vips");
  EXPECT_TRUE(nlohmann::json::parse(info.out)["mpp"].is_null());
  EXPECT_EQ(snitt({"tissue", picture.string(), "--out", (m_folder / "tissue").string()}).code, 2);
  EXPECT_EQ(snitt({"tissue", picture.string(), "--out", (m_folder / "tissue").string(), "--mpp", "0.25"}).code, 0);
  EXPECT_EQ(score(picture).code, 2);
  const Ran ran = score(picture, {"--mpp", "0.25", "--tumour", "tissue"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  const auto json = nlohmann::json::parse(readBytes(out() / "flat/score.json"));
  EXPECT_EQ(json["slide"]["widthPx"], 2400);
  EXPECT_EQ(json["resolutions"][0]["unreadable"].size(), 0U);
}

TEST_F(Verbs, AFormatThatCannotBeReadIsRefusedByName) {
  const Ran ran = score(write("slide.czi", "ZISRAWFILE and more"));
  EXPECT_EQ(ran.code, 1);
  EXPECT_NE(ran.err.find("Zeiss CZI"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("bfconvert"), std::string::npos) << ran.err;
}

TEST_F(Verbs, DoctorTellsLibrariesProcessorAndPath) {
  const Ran text = snitt({"doctor"});
  EXPECT_EQ(text.code, 0) << text.err;
  for (const char* part :
       {"OpenSlide 4.0.1", "LIBTIFF", "libjpeg-turbo", "libvips 8.", "LibTorch", "CUDA devices", "writable"})
    EXPECT_NE(text.out.find(part), std::string::npos) << "no " << part << " in\n" << text.out;
  const auto json = nlohmann::json::parse(snitt({"doctor", "--json"}).out);
  EXPECT_GE(json["cores"], 1);
  EXPECT_GT(json["memoryGiB"], 0);
  EXPECT_FALSE(json["path"].get<std::string>().empty());
}

TEST_F(Verbs, DoctorLoadsABundleAndFailsOnABrokenOne) {
  const Ran good = snitt({"doctor", "--bundle", bundle().string()});
  EXPECT_EQ(good.code, 0) << good.err;
  EXPECT_NE(good.out.find("works"), std::string::npos) << good.out;
  const std::filesystem::path network = bundle() / firstNetwork();
  std::string bytes = readBytes(network);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  writeBytes(network, bytes);
  const Ran broken = snitt({"doctor", "--bundle", bundle().string()});
  EXPECT_EQ(broken.code, 1);
  EXPECT_NE((broken.out + broken.err).find(network.filename().string()), std::string::npos) << broken.out << broken.err;
}

TEST_F(Verbs, DevicesPrecisionsAndKernelsThatCannotBe) {
  expectRefused(score(slide(), {"--device", "nonsense"}), 2, "nonsense");
  expectRefused(score(slide(), {"--precision", "nonsense"}), 2, "nonsense");
  expectRefused(score(slide(), {"--kernels", "nonsense"}), 2, "nonsense");
  editManifest("allowBf16 = true", "allowBf16 = false");
  expectRefused(score(slide(), {"--precision", "bf16"}), 3, "bf16");
}

// Random heads blow up rounding, so that a strict limit is always passed.
TEST_F(Verbs, Bf16BeyondTheBundlesLimitIsRefusedWhereItWasAskedFor) {
  editManifest("mostBf16Difference = 1\n", "mostBf16Difference = 0\n");
  expectRefused(score(slide(), {"--precision", "bf16"}), 3, "bf16 and fp32 differ by up to");
}

TEST_F(Verbs, TheScoreTellsTheNumericPathThatDoctorShows) {
  const auto path = [&](const std::string& kernels) {
    std::filesystem::remove_all(out());
    EXPECT_EQ(score(slide(), {"--kernels", kernels, "--precision", "fp32", "--outputs", "score"}).code, 0);
    const auto json = nlohmann::json::parse(readBytes(out() / "slide/score.json"));
    const std::string told = json["run"]["numericPath"];
    const Ran doctor = snitt({"doctor", "--kernels", kernels, "--precision", "fp32"});
    EXPECT_NE(doctor.out.find(told), std::string::npos) << told << "\n" << doctor.out;
    return told;
  };
  EXPECT_NE(path("plain").find("LibTorch's convolutions"), std::string::npos);
  EXPECT_FALSE(path("auto").empty());
}

TEST_F(Verbs, AGpuThatIsNotThere) {
  if (snitt({"doctor", "--device", "cuda"}).code == 0) GTEST_SKIP() << "this machine has a GPU";
  const Ran ran = score(slide(), {"--device", "cuda"});
  EXPECT_TRUE(ran.code == 1 || ran.code == 2) << ran.code;
  expectRefused(ran, ran.code, "cuda");
}

TEST_F(Verbs, ABundleMayForbidAGivenOutline) {
  editManifest("[outline]\nallowed = true", "[outline]\nallowed = false");
  expectRefused(score(slide(), {"--tumour", outline().string()}), 3, "outline");
  expectRefused(snitt({"tiles", slide().string(), "--bundle", bundle().string(), "--out", out().string(), "--tumour",
                       outline().string()}),
                3, "outline");
}

TEST_F(Verbs, NoDatabaseIsAccepted) {
  const Ran ran = score(slide(), {"--db", "none", "--outputs", "score"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(nlohmann::json::parse(readBytes(out() / "slide/score.json"))["slide"]["path"], slide().string());
}

}  // namespace
}  // namespace snitt::test
