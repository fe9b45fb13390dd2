#include "core/training/sealed_record.h"

#include "core/atomic_file.h"
#include "core/json_reader_p.h"
#include "core/json_writer_p.h"
#include "core/notes/versioned_json_p.h"
#include "core/sha256.h"
#include "core/training/seal_p.h"
#include "core/trust/signing_key.h"

namespace snitt::training {
namespace {

constexpr std::string_view kFormat = "snitt-sealed-record/1";

struct SealedFile {
  std::string bundleSha256;
  SealedBytes sealed;
};

// What stands in the clear and is authenticated.
std::string clearText(const SealedFile& file) {
  const SealCost cost = file.sealed.cost;
  return std::string(kFormat) + "\n" + file.bundleSha256 + "\nargon2id " + std::to_string(cost.passes) + " " +
         std::to_string(cost.memoryBytes) + "\n";
}

std::string checksumOf(const SealedFile& file) {
  const SealedBytes& sealed = file.sealed;
  std::string text = clearText(file);
  for (const std::string& part : {sealed.salt, sealed.check, sealed.nonce, sealed.cipher})
    text += base64Of(part) + "\n";
  return sha256Of(text);
}

std::string formatFile(const SealedFile& file) {
  const SealedBytes& sealed = file.sealed;
  JsonWriter json;
  json.openObject();
  json.key("format").text(kFormat);
  json.key("bundle").text(file.bundleSha256);
  json.key("key").openObject(JsonWriter::Layout::oneLine);
  json.key("function").text("argon2id");
  json.key("passes").integer(static_cast<std::int64_t>(sealed.cost.passes));
  json.key("memoryBytes").integer(static_cast<std::int64_t>(sealed.cost.memoryBytes));
  json.key("salt").text(base64Of(sealed.salt));
  json.key("check").text(base64Of(sealed.check));
  json.close();
  json.key("cipher").text("xchacha20-poly1305");
  json.key("nonce").text(base64Of(sealed.nonce));
  json.key("checksum").text(checksumOf(file));
  json.key("record").text(base64Of(sealed.cipher));
  json.close();
  return json.take();
}

std::string bytes(JsonReader& in, std::string_view key) {
  auto decoded = base64Bytes(in.text(key));
  if (!decoded) in.fail(key, "is no Base64");
  return std::move(decoded).value_or("");
}

Result<SealedFile> parseFile(std::string_view text) {
  const auto json = parseVersioned(text, kFormat);
  if (!json) return failIn("no training record", json.error());
  std::optional<Error> error;
  JsonReader in(error, &*json, "");
  SealedFile file;
  file.bundleSha256 = in.text("bundle");
  JsonReader key = in.object("key");
  if (key.text("function") != "argon2id") key.fail("function", "must be argon2id");
  file.sealed.cost.passes = static_cast<std::uint64_t>(key.integer("passes"));
  file.sealed.cost.memoryBytes = static_cast<std::uint64_t>(key.integer("memoryBytes"));
  file.sealed.salt = bytes(key, "salt");
  file.sealed.check = bytes(key, "check");
  if (in.text("cipher") != "xchacha20-poly1305") in.fail("cipher", "must be xchacha20-poly1305");
  file.sealed.nonce = bytes(in, "nonce");
  file.sealed.cipher = bytes(in, "record");
  const std::string checksum = in.text("checksum");
  if (error) return failIn("the training record is damaged", *error);
  if (checksum != checksumOf(file))
    return fail(ErrorKind::corrupt, "the training record was changed or damaged since it was written");
  return file;
}

Result<void> checkPassword(std::string_view password) {
  if (password.size() >= kLeastPasswordBytes) return {};
  return fail(ErrorKind::usage, "the password of the training record must have 8 characters at the least");
}

}  // namespace

Result<std::string> sealRecord(const TrainingRecord& record, std::string_view password, SealCost cost) {
  if (auto checked = checkPassword(password); !checked) return fail(checked.error());
  if (record.bundleSha256.size() != 64)
    return fail(ErrorKind::usage, "a training record needs the SHA-256 of the bundle that it belongs to");
  SealedFile file;
  file.bundleSha256 = record.bundleSha256;
  file.sealed.cost = cost;
  auto sealed = seal(formatRecord(record), clearText(file), password, cost);
  if (!sealed) return fail(sealed.error());
  file.sealed = std::move(*sealed);
  return formatFile(file);
}

Result<TrainingRecord> openSealed(std::string_view text, std::string_view password, std::string_view bundleSha256) {
  const auto file = parseFile(text);
  if (!file) return fail(file.error());
  if (!bundleSha256.empty() && file->bundleSha256 != bundleSha256)
    return fail(ErrorKind::refused, "the training record belongs to another bundle: to " +
                                        file->bundleSha256.substr(0, 16) + " and not to " +
                                        std::string(bundleSha256.substr(0, 16)));
  const auto record = unseal(file->sealed, clearText(*file), password);
  if (!record) return fail(record.error());
  auto parsed = parseRecord(*record);
  if (parsed && parsed->bundleSha256 != file->bundleSha256)
    return fail(ErrorKind::corrupt, "the training record names another bundle inside than outside");
  return parsed;
}

Result<std::string> sealedFor(std::string_view text) {
  return parseFile(text).transform([](const SealedFile& file) { return file.bundleSha256; });
}

Result<std::string> passwordOf(std::string_view fileText) {
  std::string_view line = fileText.substr(0, fileText.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (auto checked = checkPassword(line); !checked) return fail(checked.error());
  return std::string(line);
}

Result<void> writeSealed(const std::filesystem::path& file, const TrainingRecord& record, std::string_view password,
                         SealCost cost) {
  const auto text = sealRecord(record, password, cost);
  if (!text) return failIn(file.string(), text.error());
  return writePrivateFileAtomically(file, *text);
}

Result<TrainingRecord> readSealed(const std::filesystem::path& file, std::string_view password,
                                  std::string_view bundleSha256) {
  const auto text = readFile(file);
  if (!text) return fail(text.error());
  auto record = openSealed(*text, password, bundleSha256);
  if (!record) return failIn(file.string(), record.error());
  return record;
}

}  // namespace snitt::training
