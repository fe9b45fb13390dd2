#include "core/trust/signature.h"

#include <algorithm>

#include "core/json_reader_p.h"
#include "core/json_writer_p.h"
#include "core/text/number.h"

namespace snitt {
namespace {

constexpr std::string_view formatName = "snitt-signature/";
constexpr std::string_view formatText = "snitt-signature/1";

struct SignatureFile {
  std::string key;
  std::string publicKey;
  FileHashes covers;
  std::string signature;
};

// Whatever is wrong with a signature, nothing may run on its strength.
tl::unexpected<Error> invalid(const std::string& what) {
  std::string message(signatureFileName);
  return fail(ErrorKind::refused, message.append(" is no valid signature: ").append(what));
}

Result<void> checkFormat(const std::string& format) {
  const auto version =
      format.starts_with(formatName) ? parseNumber(format.substr(formatName.size())) : std::optional<double>();
  if (!version || *version < 1)
    return invalid("its format is \"" + format + "\" and must be " + std::string(formatText));
  if (*version >= 2)
    return fail(ErrorKind::unsupported, std::string(signatureFileName) + " has the format \"" + format +
                                            "\", newer than this program, which reads " + std::string(formatText));
  return {};
}

Result<SignatureFile> parse(std::string_view text) {
  const auto json = parseJson(text);
  if (!json) return invalid(json.error().message);
  if (!json->is_object()) return invalid("it is no JSON object");
  std::optional<Error> error;
  JsonReader in(error, &*json, "");
  const std::string format = in.text("format");
  if (error) return invalid(error->message);
  if (auto known = checkFormat(format); !known) return fail(known.error());
  SignatureFile file;
  file.key = in.text("key");
  file.publicKey = in.text("publicKey");
  for (JsonReader& one : in.objects("covers")) file.covers[one.text("file")] = one.text("sha256");
  file.signature = in.text("signature");
  if (error) return invalid(error->message);
  return file;
}

Result<void> checkCover(const FileHashes& covered, const FileHashes& files) {
  for (const auto& [name, sha256] : files) {
    const auto found = covered.find(name);
    if (found == covered.end()) return invalid("it does not cover " + name);
    if (found->second != sha256) return invalid(name + " has changed since it was signed");
  }
  for (const auto& [name, sha256] : covered)
    if (!files.contains(name)) return invalid("it covers \"" + name + "\", which is not a part that is signed");
  return {};
}

Result<Ed25519Signature> signatureBytes(const std::string& text) {
  const auto bytes = base64Bytes(text);
  if (!bytes) return invalid("signature: " + bytes.error().message);
  Ed25519Signature signature{};
  if (bytes->size() != signature.size())
    return invalid("the signature has " + std::to_string(bytes->size()) + " bytes and must have 64");
  std::copy(bytes->begin(), bytes->end(), signature.begin());
  return signature;
}

}  // namespace

std::string_view toText(SignatureState state) {
  switch (state) {
    case SignatureState::trusted:
      return "trusted";
    case SignatureState::unknownKey:
      return "unknown key";
    case SignatureState::none:
      break;
  }
  return "none";
}

std::string describe(const SignatureCheck& check) {
  const std::string key = " (key " + check.key.substr(0, 16) + ")";
  if (check.state == SignatureState::trusted) return "signed by " + check.name + key;
  if (check.state == SignatureState::unknownKey) return "signed by a key that is not trusted here" + key;
  return "not signed";
}

std::string signedText(const FileHashes& files) {
  std::string text(formatText);
  text += '\n';
  for (const auto& [name, sha256] : files) text.append(sha256).append("  ").append(name).append("\n");
  return text;
}

std::string formatSignature(const FileHashes& files, const PrivateKey& key) {
  const Ed25519Signature signature = key.sign(signedText(files));
  JsonWriter out;
  out.openObject();
  out.key("format").text(formatText);
  out.key("key").text(key.publicKey().fingerprint());
  out.key("publicKey").text(key.publicKey().pem());
  out.key("covers").openArray();
  for (const auto& [name, sha256] : files) {
    out.openObject(JsonWriter::Layout::oneLine);
    out.key("file").text(name);
    out.key("sha256").text(sha256);
    out.close();
  }
  out.close();
  out.key("signature").text(base64Of(std::string(signature.begin(), signature.end())));
  out.close();
  return out.take();
}

Result<SignatureCheck> checkSignature(std::string_view signatureFile, const FileHashes& files,
                                      const TrustedKeys& trusted) {
  const auto file = parse(signatureFile);
  if (!file) return fail(file.error());
  if (auto covers = checkCover(file->covers, files); !covers) return fail(covers.error());
  const auto key = PublicKey::fromPem(file->publicKey);
  if (!key) return invalid("publicKey: " + key.error().message);
  if (key->fingerprint() != file->key) return invalid("its fingerprint is not that of its key");
  const auto signature = signatureBytes(file->signature);
  if (!signature) return fail(signature.error());
  // Over the hashes that were computed now: what the file claims about itself plays no part.
  if (!key->verifies(signedText(files), *signature)) return invalid("it was not made with the key that it names");
  const auto known = trusted.find(*key);
  if (!known) return fail(known.error());
  if (!*known) return SignatureCheck{SignatureState::unknownKey, key->fingerprint(), ""};
  return SignatureCheck{SignatureState::trusted, key->fingerprint(), (*known)->name};
}

}  // namespace snitt
