#include "core/trust/trusted_keys.h"

#include <gtest/gtest.h>

#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

namespace snitt {
namespace {

class TrustedKeyFolder : public testing::Test {
 protected:
  std::vector<std::string> names() const {
    std::vector<std::string> found;
    const auto keys = m_keys.list();
    EXPECT_TRUE(keys);
    for (const TrustedKey& key : *keys) found.push_back(key.name);
    return found;
  }

  test::TempFolder m_folder;
  TrustedKeys m_keys{m_folder / "data/trusted-keys"};
  PublicKey m_key = PrivateKey::generate().publicKey();
};

TEST_F(TrustedKeyFolder, AFolderThatIsNotThereTrustsNobody) {
  EXPECT_TRUE(m_keys.list().value().empty());
  EXPECT_FALSE(m_keys.find(m_key).value().has_value());
}

TEST_F(TrustedKeyFolder, FindsWhatWasAdded) {
  ASSERT_TRUE(m_keys.add(m_key, "Zoë"));
  const auto found = m_keys.find(m_key);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->name, "Zoë");
  EXPECT_EQ((*found)->fingerprint, m_key.fingerprint());
  EXPECT_FALSE(m_keys.find(PrivateKey::generate().publicKey()).value().has_value());
  ASSERT_TRUE(m_keys.add(PrivateKey::generate().publicKey(), "Anna"));
  EXPECT_EQ(names(), (std::vector<std::string>{"Anna", "Zoë"}));
}

TEST_F(TrustedKeyFolder, ANameStandsForOneKey) {
  ASSERT_TRUE(m_keys.add(m_key, "Anna"));
  const auto second = m_keys.add(PrivateKey::generate().publicKey(), "Anna");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::usage);
  ASSERT_TRUE(m_keys.add(m_key, "Anna Berg"));
  EXPECT_EQ(names(), (std::vector<std::string>{"Anna Berg"}));
  for (const std::string& name : {std::string(), std::string(" "), std::string("a\nb"), std::string(65, 'a')})
    EXPECT_FALSE(m_keys.add(m_key, name)) << name;
}

TEST_F(TrustedKeyFolder, ForgetsByNameOrFingerprint) {
  ASSERT_TRUE(m_keys.add(m_key, "Anna"));
  EXPECT_FALSE(m_keys.remove("Bea"));
  EXPECT_FALSE(m_keys.remove(m_key.fingerprint().substr(0, 7)));
  EXPECT_TRUE(m_keys.remove("Anna"));
  EXPECT_FALSE(m_keys.find(m_key).value().has_value());
  ASSERT_TRUE(m_keys.add(m_key, "Anna"));
  EXPECT_TRUE(m_keys.remove(m_key.fingerprint().substr(0, 8)));
  EXPECT_TRUE(names().empty());
}

// A key under the fingerprint of another would be trusted in its name.
TEST_F(TrustedKeyFolder, NamesAFileThatIsNoKey) {
  ASSERT_TRUE(m_keys.add(m_key, "Anna"));
  const PublicKey other = PrivateKey::generate().publicKey();
  const auto file = m_keys.folder() / (m_key.fingerprint() + ".json");
  std::filesystem::copy(file, m_keys.folder() / (other.fingerprint() + ".json"));
  const auto found = m_keys.find(other);
  ASSERT_FALSE(found);
  EXPECT_NE(found.error().message.find(other.fingerprint()), std::string::npos) << found.error().message;
  test::writeBytes(file, "{");
  EXPECT_FALSE(m_keys.find(m_key));
  EXPECT_FALSE(m_keys.list());
}

}  // namespace
}  // namespace snitt
