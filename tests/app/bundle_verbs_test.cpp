// `snitt bundle inspect|verify`: what a bundle is, and whether it is whole.
#include <cstring>
#include <functional>
#include <nlohmann/json.hpp>

#include "core/sha256.h"
#include "support/score_fixture.h"

namespace snitt::test {
namespace {

class BundleVerbs : public ScoreFixture {
 protected:
  // Rewrites the header of a network file and gives the manifest the new file's hash, as a careless tool would.
  void changeHeader(const std::function<void(nlohmann::ordered_json&)>& change) const {
    const std::filesystem::path file = bundle() / firstNetwork();
    const std::string old = readBytes(file);
    std::uint64_t length = 0;
    std::memcpy(&length, old.data(), sizeof(length));
    auto header = nlohmann::ordered_json::parse(old.substr(sizeof(length), length));
    change(header);
    const std::string text = header.dump();
    std::string bytes(sizeof(length), '\0');
    const std::uint64_t newLength = text.size();
    std::memcpy(bytes.data(), &newLength, sizeof(newLength));
    bytes += text + old.substr(sizeof(length) + length);
    writeBytes(file, bytes);
    editManifest(sha256Of(old), sha256Of(bytes));
  }

  [[nodiscard]] Ran verify() const { return snitt({"bundle", "verify", bundle().string()}); }
};

// A tensor whose shape has different lengths, so that turning it round is wrong but keeps its size.
std::string asymmetricTensor(const nlohmann::ordered_json& header) {
  for (const auto& [name, entry] : header.items())
    if (entry.contains("shape") && entry["shape"].size() > 1 && entry["shape"].front() != entry["shape"].back())
      return name;
  throw std::runtime_error("fixture: no such tensor");
}

TEST_F(BundleVerbs, InspectShowsStatusHashesAndCard) {
  const Ran ran = snitt({"bundle", "inspect", bundle().string()});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const std::string hash = sha256Of(readBytes(bundle() / "manifest.toml"));
  for (const std::string& part :
       {std::string("untrained"), hash, readBytes(bundle() / "card.md"), std::string("CC0-1.0"), std::string("40x")})
    EXPECT_NE(ran.out.find(part), std::string::npos) << "no " << part << " in\n" << ran.out;
}

TEST_F(BundleVerbs, InspectAsJson) {
  const Ran ran = snitt({"bundle", "inspect", "--json", bundle().string()});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto json = nlohmann::json::parse(ran.out);
  EXPECT_EQ(json["status"], "untrained");
  EXPECT_EQ(json["sha256"], sha256Of(readBytes(bundle() / "manifest.toml")));
  EXPECT_EQ(json["card"], readBytes(bundle() / "card.md"));
  EXPECT_EQ(json["files"][firstNetwork()], sha256Of(readBytes(bundle() / firstNetwork())));
  EXPECT_EQ(json["files"].size(), 5U);
}

TEST_F(BundleVerbs, VerifyAcceptsAWholeBundle) {
  const Ran ran = verify();
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.out.find("5 files"), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("4 networks"), std::string::npos) << ran.out;
}

TEST_F(BundleVerbs, VerifyRefusesATensorOfAnotherShape) {
  std::string tensor;
  changeHeader([&](nlohmann::ordered_json& header) {
    tensor = asymmetricTensor(header);
    auto& shape = header[tensor]["shape"];
    std::swap(shape.front(), shape.back());
  });
  const Ran ran = verify();
  expectRefused(ran, 1, tensor);
  EXPECT_NE(ran.err.find(firstNetwork()), std::string::npos) << ran.err;
}

TEST_F(BundleVerbs, VerifyRefusesANetworkThatLacksATensor) {
  std::string tensor;
  changeHeader([&](nlohmann::ordered_json& header) {
    tensor = asymmetricTensor(header);
    const auto entry = header[tensor];
    header[tensor + "x"] = entry;
    header.erase(tensor);
  });
  const Ran ran = verify();
  expectRefused(ran, 1, tensor);
  EXPECT_NE(ran.err.find(firstNetwork()), std::string::npos) << ran.err;
}

TEST_F(BundleVerbs, VerifyRefusesAFileThatTheManifestDoesNotList) {
  writeBytes(bundle() / "networks/extra.safetensors", "x");
  expectRefused(verify(), 1, "extra.safetensors");
}

TEST_F(BundleVerbs, ABundleWithoutItsCardDoesNotLoad) {
  std::filesystem::remove(bundle() / "card.md");
  expectRefused(verify(), 1, "card.md");
  expectRefused(snitt({"bundle", "inspect", bundle().string()}), 1, "card.md");
}

}  // namespace
}  // namespace snitt::test
