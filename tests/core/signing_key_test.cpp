// Keys and signatures against OpenSSL, which made none of ours.
#include "core/trust/signing_key.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "core/sha256.h"
#include "support/run_program.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

namespace snitt {
namespace {

using test::readBytes;
using test::writeBytes;

class SigningKey : public testing::Test {
 protected:
  // Standard output of `openssl …`.
  std::string openssl(std::vector<std::string> arguments, int code = 0) const {
    arguments.insert(arguments.begin(), "openssl");
    const test::Ran ran = test::run(arguments);
    EXPECT_EQ(ran.code, code) << ran.err;
    return ran.out;
  }
  std::string path(const std::string& name) const { return (m_folder / name).string(); }
  std::string write(const std::string& name, const std::string& bytes) const {
    writeBytes(m_folder / name, bytes);
    return path(name);
  }
  // Of a key of this algorithm, made by OpenSSL: private and public PEM.
  std::pair<std::string, std::string> opensslKey(const std::string& algorithm) const {
    openssl({"genpkey", "-algorithm", algorithm, "-out", path(algorithm)});
    openssl({"pkey", "-in", path(algorithm), "-pubout", "-out", path(algorithm + ".pub")});
    return {readBytes(path(algorithm)), readBytes(path(algorithm + ".pub"))};
  }

  test::TempFolder m_folder;
};

std::string textOf(const Ed25519Signature& signature) { return {signature.begin(), signature.end()}; }

template <class Key>
void expectRefused(const Result<Key>& key, const std::string& part) {
  ASSERT_FALSE(key);
  EXPECT_EQ(key.error().kind, ErrorKind::corrupt);
  EXPECT_NE(key.error().message.find(part), std::string::npos) << key.error().message;
}

TEST_F(SigningKey, OpenSslReadsOurKeysAndVerifiesOurSignature) {
  const PrivateKey key = PrivateKey::generate();
  const std::string message = "what is signed\n";
  const std::string privateFile = write("key", key.pem());
  const std::string publicFile = write("key.pub", key.publicKey().pem());
  EXPECT_EQ(openssl({"pkey", "-in", privateFile, "-pubout"}), key.publicKey().pem());
  const std::string signature = write("signature", textOf(key.sign(message)));
  const auto verify = [&](const std::string& file, int code) {
    openssl({"pkeyutl", "-verify", "-pubin", "-inkey", publicFile, "-rawin", "-in", file, "-sigfile", signature}, code);
  };
  verify(write("message", message), 0);
  verify(write("other", "what is signee\n"), 1);
}

TEST_F(SigningKey, WeReadKeysOfOpenSslAndVerifyItsSignature) {
  const auto [privatePem, publicPem] = opensslKey("ed25519");
  const auto key = PrivateKey::fromPem(privatePem);
  const auto publicKey = PublicKey::fromPem("a comment before it\n" + publicPem);
  ASSERT_TRUE(key) << key.error().message;
  ASSERT_TRUE(publicKey) << publicKey.error().message;
  EXPECT_EQ(key->publicKey(), *publicKey);
  EXPECT_EQ(key->pem(), privatePem);
  const std::string message = write("message", "text");
  openssl({"pkeyutl", "-sign", "-inkey", path("ed25519"), "-rawin", "-in", message, "-out", path("signature")});
  const std::string bytes = readBytes(path("signature"));
  Ed25519Signature signature{};
  ASSERT_EQ(bytes.size(), signature.size());
  std::copy(bytes.begin(), bytes.end(), signature.begin());
  EXPECT_TRUE(publicKey->verifies("text", signature));
  EXPECT_EQ(key->sign("text"), signature);  // Ed25519 is deterministic
  signature[10] ^= 1;
  EXPECT_FALSE(publicKey->verifies("text", signature));
}

TEST_F(SigningKey, FingerprintIsTheHashOfOpenSslsDer) {
  const auto [privatePem, publicPem] = opensslKey("ed25519");
  openssl({"pkey", "-pubin", "-in", path("ed25519.pub"), "-outform", "DER", "-out", path("der")});
  EXPECT_EQ(PublicKey::fromPem(publicPem).value().fingerprint(), sha256Of(readBytes(path("der"))));
}

// RFC 8032, section 7.1, test 3.
TEST_F(SigningKey, SignsAsTheStandardsExample) {
  const std::string seed(
      "\xc5\xaa\x8d\xf4\x3f\x9f\x83\x7b\xed\xb7\x44\x2f\x31\xdc\xb7\xb1"
      "\x66\xd3\x85\x35\x07\x6f\x09\x4b\x85\xce\x3a\x2e\x0b\x44\x58\xf7");
  const std::string head("\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20", 16);
  const auto key =
      PrivateKey::fromPem("-----BEGIN PRIVATE KEY-----\n" + base64Of(head + seed) + "\n-----END PRIVATE KEY-----\n");
  ASSERT_TRUE(key) << key.error().message;
  const std::string expected(
      "\x62\x91\xd6\x57\xde\xec\x24\x02\x48\x27\xe6\x9c\x3a\xbe\x01\xa3"
      "\x0c\xe5\x48\xa2\x84\x74\x3a\x44\x5e\x36\x80\xd7\xdb\x5a\xc3\xac"
      "\x18\xff\x9b\x53\x8d\x16\xf2\x90\xae\x67\xf7\x60\x98\x4d\xc6\x59"
      "\x4a\x7c\x15\xe9\x71\x6e\xd2\x8d\xc0\x27\xbe\xce\xea\x1e\xc4\x0a",
      64);
  EXPECT_EQ(textOf(key->sign("\xaf\x82")), expected);
}

TEST_F(SigningKey, TellsOneKindOfKeyFromTheOther) {
  const PrivateKey key = PrivateKey::generate();
  expectRefused(PrivateKey::fromPem(key.publicKey().pem()), "it holds a public key");
  expectRefused(PublicKey::fromPem(key.pem()), "it holds a private key");
  for (const std::string algorithm : {"x25519", "ed448", "RSA"}) {
    const auto [privatePem, publicPem] = opensslKey(algorithm);
    expectRefused(PrivateKey::fromPem(privatePem), "another kind than Ed25519");
    expectRefused(PublicKey::fromPem(publicPem), "another kind than Ed25519");
  }
  opensslKey("ed25519");
  openssl({"pkey", "-in", path("ed25519"), "-aes256", "-passout", "pass:abcd", "-out", path("encrypted")});
  expectRefused(PrivateKey::fromPem(readBytes(path("encrypted"))), "encrypted");
}

TEST_F(SigningKey, RefusesAKeyThatIsCutShortOrDamaged) {
  const std::string whole = PrivateKey::generate().publicKey().pem();
  ASSERT_TRUE(PublicKey::fromPem(whole));
  for (std::size_t size = 0; size < whole.size() - 2; ++size)
    EXPECT_FALSE(PublicKey::fromPem(whole.substr(0, size))) << size;
  expectRefused(PublicKey::fromPem(""), "no key in PEM form");
  expectRefused(PublicKey::fromPem(whole.substr(0, 60)), "cut short");
  std::string shorter = whole;
  expectRefused(PublicKey::fromPem(shorter.erase(40, 4)), "");
  std::string damaged = whole;
  damaged[50] = '!';
  expectRefused(PublicKey::fromPem(damaged), "no Base64");
}

}  // namespace
}  // namespace snitt
