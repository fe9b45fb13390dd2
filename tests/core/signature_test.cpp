// Signed bundles: what a signature covers, and what a changed byte anywhere does to it.
#include "core/trust/signature.h"

#include <gtest/gtest.h>

#include "core/bundle/bundle.h"
#include "core/bundle/sign_folder.h"
#include "core/sha256.h"
#include "core/wsinfer/wsinfer_model.h"
#include "support/run_program.h"
#include "support/sample_bundle.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

namespace snitt {
namespace {

using test::readBytes;
using test::writeBytes;

constexpr const char* wsinferConfig = R"({"spec_version": "1.0", "num_classes": 2, "class_names": ["Other", "Tumor"],
  "patch_size_pixels": 350, "spacing_um_px": 0.25, "transform": [{"name": "ToTensor"}]})";

class Signature : public testing::Test {
 protected:
  Signature() {
    // A bundle with a member that is code.
    Manifest manifest = test::sampleManifest();
    NetworkSpec& network = manifest.resolutions[0].members[0].network;
    network.architecture = scriptArchitecture;
    network.file = "networks/code.pt";
    auto files = test::sampleFiles();
    files["networks/code.pt"] = "not TorchScript";
    const auto written = writeBundle(bundle(), manifest, files);
    EXPECT_TRUE(written) << written.error().message;
    std::filesystem::create_directories(wsinfer());
    writeBytes(wsinfer() / "config.json", wsinferConfig);
    writeBytes(wsinfer() / "torchscript_model.pt", "not TorchScript");
  }

  std::filesystem::path bundle() const { return m_folder / "bundle"; }
  std::filesystem::path wsinfer() const { return m_folder / "wsinfer"; }
  TrustRules rules(bool untrusted = false) const { return {TrustedKeys(m_folder / "keys"), untrusted}; }
  void sign(const std::filesystem::path& folder) const {
    const auto done = signFolder(folder, m_key);
    ASSERT_TRUE(done) << done.error().message;
  }
  void trust() const { ASSERT_TRUE(rules().keys.add(m_key.publicKey(), "Anna")); }

  void expectInvalid(const std::string& part) const {
    const auto loaded = loadBundle(bundle(), rules(true));
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().kind, ErrorKind::refused) << loaded.error().message;
    EXPECT_NE(loaded.error().message.find("signature.json is no valid signature"), std::string::npos)
        << loaded.error().message;
    EXPECT_NE(loaded.error().message.find(part), std::string::npos) << loaded.error().message;
  }
  void editSignature(const std::string& from, const std::string& to) const {
    std::string text = readBytes(bundle() / "signature.json");
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    writeBytes(bundle() / "signature.json", text.replace(at, from.size(), to));
  }

  test::TempFolder m_folder;
  PrivateKey m_key = PrivateKey::generate();
};

TEST_F(Signature, CodeRunsOnlyUnderATrustedSignature) {
  const auto mayRun = [&](bool untrusted = false) {
    const auto loaded = loadBundle(bundle(), rules(untrusted));
    EXPECT_TRUE(loaded) << loaded.error().message;
    return loaded->scripts.at("networks/code.pt").bytesToRun();
  };
  ASSERT_FALSE(mayRun());
  EXPECT_EQ(mayRun().error().kind, ErrorKind::refused);
  EXPECT_NE(mayRun().error().message.find("nobody has signed it"), std::string::npos);
  sign(bundle());
  ASSERT_FALSE(mayRun());
  EXPECT_NE(mayRun().error().message.find(m_key.publicKey().fingerprint().substr(0, 16)), std::string::npos);
  EXPECT_TRUE(mayRun(true));
  trust();
  ASSERT_TRUE(mayRun());
  EXPECT_EQ(**mayRun(), "not TorchScript");
  ASSERT_TRUE(rules().keys.remove("Anna"));
  EXPECT_FALSE(mayRun());
}

TEST_F(Signature, TellsItsStateAndWhatRanUntrusted) {
  const auto state = [&](bool untrusted) { return loadBundle(bundle(), rules(untrusted)).value(); };
  EXPECT_EQ(state(false).signature, SignatureCheck{});
  EXPECT_TRUE(state(false).untrustedCode().empty());
  EXPECT_EQ(state(true).untrustedCode(),
            (std::vector<UntrustedCode>{{"networks/code.pt", sha256Of("not TorchScript")}}));
  sign(bundle());
  const std::string fingerprint = m_key.publicKey().fingerprint();
  EXPECT_EQ(state(false).signature, (SignatureCheck{SignatureState::unknownKey, fingerprint, ""}));
  EXPECT_EQ(state(true).untrustedCode().size(), 1U);
  trust();
  EXPECT_EQ(state(false).signature, (SignatureCheck{SignatureState::trusted, fingerprint, "Anna"}));
  EXPECT_TRUE(state(true).untrustedCode().empty()) << "what is vouched for is not untrusted";
}

TEST_F(Signature, OpenSslVerifiesABundlesSignature) {
  sign(bundle());
  const std::string json = readBytes(bundle() / "signature.json");
  const std::string key = "\"signature\": \"";
  const std::size_t begin = json.find(key) + key.size();
  writeBytes(m_folder / "signature", base64Bytes(json.substr(begin, json.find('"', begin) - begin)).value());
  writeBytes(m_folder / "key.pub", m_key.publicKey().pem());
  const std::string script =
      "{ echo snitt-signature/1; (cd bundle; sha256sum manifest.toml); } > message; "
      "openssl pkeyutl -verify -pubin -inkey key.pub -rawin -in message -sigfile signature";
  const test::Ran ran = test::run({"sh", "-c", "cd '" + m_folder.path().string() + "'; " + script});
  EXPECT_EQ(ran.code, 0) << ran.err << ran.out;
}

TEST_F(Signature, AChangedManifestIsRefusedBeforeItIsRead) {
  sign(bundle());
  trust();
  const std::string manifest = readBytes(bundle() / "manifest.toml");
  writeBytes(bundle() / "manifest.toml", manifest + " ");
  expectInvalid("manifest.toml has changed");
  writeBytes(bundle() / "manifest.toml", "this is no TOML");
  expectInvalid("manifest.toml has changed");
  writeBytes(bundle() / "manifest.toml", manifest);
  EXPECT_TRUE(loadBundle(bundle(), rules()));
}

TEST_F(Signature, AChangedNetworkIsRefusedThoughItsListIsSigned) {
  sign(bundle());
  trust();
  writeBytes(bundle() / "networks/code.pt", "not TorchScripu");
  const auto loaded = loadBundle(bundle(), rules(true));
  ASSERT_FALSE(loaded);
  EXPECT_NE(loaded.error().message.find("networks/code.pt\" has changed"), std::string::npos) << loaded.error().message;
}

TEST_F(Signature, AnyByteThatChangesIsNoticed) {
  sign(bundle());
  trust();
  const std::string whole = readBytes(bundle() / "signature.json");
  int accepted = 0;
  for (std::size_t i = 0; i < whole.size(); i += 3) {
    std::string bytes = whole;
    bytes[i] = static_cast<char>(bytes[i] ^ 1);
    writeBytes(bundle() / "signature.json", bytes);
    const auto loaded = loadBundle(bundle(), rules());
    // White space and a PEM's own line ends carry nothing; what is accepted must still be the same signature.
    if (!loaded) continue;
    EXPECT_EQ(loaded->signature.state, SignatureState::trusted) << i;
    ++accepted;
  }
  EXPECT_LT(accepted, 10);
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, whole.size() / 2, whole.size() - 2}) {
    writeBytes(bundle() / "signature.json", whole.substr(0, size));
    expectInvalid("");
  }
}

TEST_F(Signature, RefusesWhatIsNotItsKeysOrNotComplete) {
  sign(bundle());
  trust();
  const std::string fingerprint = m_key.publicKey().fingerprint();
  editSignature(fingerprint, std::string(64, '0'));
  expectInvalid("its fingerprint is not that of its key");
  sign(bundle());
  editSignature("\"file\": \"manifest.toml\"", "\"file\": \"card.md\"");
  expectInvalid("does not cover manifest.toml");
  sign(bundle());
  editSignature("snitt-signature/1", "snitt-signature/0");
  expectInvalid("format");
  sign(bundle());
  editSignature("snitt-signature/1", "snitt-signature/2");
  EXPECT_EQ(loadBundle(bundle(), rules()).error().kind, ErrorKind::unsupported);
}

// The attacker signs with a key of their own and names the trusted one.
TEST_F(Signature, AnotherKeyCannotSpeakForATrustedOne) {
  trust();
  const PrivateKey stranger = PrivateKey::generate();
  ASSERT_TRUE(signFolder(bundle(), stranger));
  const std::string forged = readBytes(bundle() / "signature.json");
  EXPECT_EQ(loadBundle(bundle(), rules())->signature.state, SignatureState::unknownKey);
  sign(bundle());
  const std::string own = readBytes(bundle() / "signature.json");
  const std::string mark = "\"signature\": ";
  writeBytes(bundle() / "signature.json", own.substr(0, own.find(mark)) + forged.substr(forged.find(mark)));
  expectInvalid("was not made with the key");
}

TEST_F(Signature, ASignatureIsNoFileOfTheBundleAndNothingElseIsExcused) {
  Manifest manifest = test::sampleManifest();
  auto files = test::sampleFiles();
  files["signature.json"] = "{}";
  EXPECT_FALSE(writeBundle(m_folder / "second", manifest, files));
  sign(bundle());
  writeBytes(bundle() / "signature.json.old", "x");
  EXPECT_EQ(loadBundle(bundle(), rules()).error().kind, ErrorKind::model);
}

TEST_F(Signature, ABundleThatIsNotWholeIsNotSigned) {
  writeBytes(bundle() / "networks/code.pt", "changed");
  const auto signedIt = signFolder(bundle(), m_key);
  ASSERT_FALSE(signedIt);
  EXPECT_FALSE(std::filesystem::exists(bundle() / "signature.json"));
}

TEST_F(Signature, CoversBothFilesOfAWsinferFolder) {
  sign(wsinfer());
  trust();
  EXPECT_TRUE(loadWsinferModel(wsinfer(), rules())->script.bytesToRun());
  for (const char* name : {"config.json", "torchscript_model.pt"}) {
    const std::string whole = readBytes(wsinfer() / name);
    writeBytes(wsinfer() / name, whole + " ");
    const auto model = loadWsinferModel(wsinfer(), rules(true));
    ASSERT_FALSE(model) << name;
    EXPECT_EQ(model.error().kind, ErrorKind::refused);
    EXPECT_NE(model.error().message.find(std::string(name) + " has changed"), std::string::npos)
        << model.error().message;
    writeBytes(wsinfer() / name, whole);
  }
  // The signature of one folder says nothing about another kind.
  std::filesystem::copy(wsinfer() / "signature.json", bundle() / "signature.json");
  expectInvalid("does not cover manifest.toml");
}

}  // namespace
}  // namespace snitt
