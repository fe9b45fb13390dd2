// snitt bundle key|sign|trust: who vouches for a model, and whom this installation believes.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <iostream>
#include <nlohmann/json.hpp>

#include "app/snitt/validators_p.h"
#include "app/snitt/verbs.h"
#include "core/atomic_file.h"
#include "core/bundle/sign_folder.h"
#include "core/os/os.h"

namespace snitt::app {

namespace {

namespace fs = std::filesystem;

void tell(const Session& session, const nlohmann::ordered_json& json, const std::string& text) {
  if (session.options().json)
    std::cout << json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
  else
    std::cout << text << std::flush;
}

Result<void> writeKeyPair(const PrivateKey& key, const fs::path& file, const fs::path& publicFile) {
  std::error_code ignored;
  if (fs::exists(fs::symlink_status(publicFile, ignored)))
    return fail(ErrorKind::usage, publicFile.string() + " exists already and is not overwritten");
  if (auto written = os::writeNewSynced(file, key.pem(), os::Readers::ownerAlone); !written) return written;
  auto written = os::writeNewSynced(publicFile, key.publicKey().pem(), os::Readers::everybody);
  // Half a pair is of no use, and its name would be taken.
  if (!written) fs::remove(file, ignored);
  return written;
}

ExitCode makeKey(const fs::path& file, const Session& session) {
  fs::path publicFile = file;
  publicFile += ".pub";
  const PrivateKey key = PrivateKey::generate();
  if (const auto written = writeKeyPair(key, file, publicFile); !written) return complain(written.error());
  const std::string fingerprint = key.publicKey().fingerprint();
  tell(session,
       {{"format", "snitt-key/1"},
        {"privateKey", file.string()},
        {"publicKey", publicFile.string()},
        {"fingerprint", fingerprint}},
       fmt::format("wrote {} (private: keep it to yourself) and {} (public: give it to others)\nfingerprint {}\n",
                   file.string(), publicFile.string(), fingerprint));
  return allDone;
}

ExitCode sign(const fs::path& folder, const fs::path& keyFile, const Session& session) {
  const auto pem = readFile(keyFile);
  if (!pem) return complain(pem.error());
  const auto key = PrivateKey::fromPem(*pem);
  if (!key) return complain(failIn(keyFile.string(), key.error()).value());
  if (const auto done = signFolder(folder, *key); !done) return complain(done.error());
  const PublicKey publicKey = key->publicKey();
  const auto known = TrustedKeys().find(publicKey);
  const bool trusted = known && known->has_value();
  const std::string fingerprint = publicKey.fingerprint();
  tell(session,
       {{"format", "snitt-signed/1"},
        {"folder", folder.string()},
        {"fingerprint", fingerprint},
        {"trustedHere", trusted}},
       fmt::format("signed {} with key {}\n{}", folder.string(), fingerprint,
                   trusted ? "" : "this installation does not trust that key (snitt bundle trust KEY.pub)\n"));
  return allDone;
}

struct TrustArguments {
  fs::path key;
  std::string name;
  std::string remove;
  bool list = false;
};

nlohmann::ordered_json jsonOf(const TrustedKey& key) {
  return {{"name", key.name}, {"fingerprint", key.fingerprint}, {"added", key.added}};
}

ExitCode listKeys(const Session& session) {
  const TrustedKeys trusted;
  const auto keys = trusted.list();
  if (!keys) return complain(keys.error());
  nlohmann::ordered_json json{{"format", "snitt-trusted-keys/1"}, {"keys", nlohmann::ordered_json::array()}};
  std::string text = keys->empty() ? "no key is trusted here\n" : "";
  for (const TrustedKey& key : *keys) {
    json["keys"].push_back(jsonOf(key));
    text += fmt::format("{}  {}  since {}\n", key.fingerprint, key.name, key.added);
  }
  tell(session, json, text);
  return allDone;
}

ExitCode tellKey(const Result<TrustedKey>& key, std::string_view what, const Session& session) {
  if (!key) return complain(key.error());
  tell(session, {{"format", "snitt-trusted-keys/1"}, {"done", what}, {"key", jsonOf(*key)}},
       fmt::format("{} {} ({})\n", what, key->name, key->fingerprint));
  return allDone;
}

ExitCode trust(const TrustArguments& arguments, const Session& session) {
  const int asked = (arguments.key.empty() ? 0 : 1) + (arguments.list ? 1 : 0) + (arguments.remove.empty() ? 0 : 1);
  if (asked != 1) return complain({ErrorKind::usage, "give a public key to trust, or --list, or --remove KEY"});
  if (!arguments.name.empty() && arguments.key.empty())
    return complain({ErrorKind::usage, "--name belongs to a public key that is to be trusted"});
  if (arguments.list) return listKeys(session);
  if (!arguments.remove.empty()) return tellKey(TrustedKeys().remove(arguments.remove), "no longer trusts", session);
  const auto pem = readFile(arguments.key);
  if (!pem) return complain(pem.error());
  const auto key = PublicKey::fromPem(*pem);
  if (!key) return complain(failIn(arguments.key.string(), key.error()).value());
  const std::string name = arguments.name.empty() ? arguments.key.stem().string() : arguments.name;
  return tellKey(TrustedKeys().add(*key, name), "trusts", session);
}

}  // namespace

void addBundleKeys(CLI::App& bundle, Verb& run) {
  auto file = std::make_shared<fs::path>();
  CLI::App* keyVerb = bundle.add_subcommand("key", "Make an Ed25519 key pair: FILE (private) and FILE.pub");
  keyVerb->add_option("--out", *file, "New file for the private key")->required()->check(notBlank());
  keyVerb->callback([&run, file] { run = [file](Session& s) { return makeKey(*file, s); }; });

  auto folder = std::make_shared<fs::path>();
  CLI::App* signVerb = bundle.add_subcommand("sign", "Sign a bundle or a WSInfer folder");
  signVerb->add_option("folder", *folder, "Bundle")->required()->check(notBlank());
  signVerb->add_option("--key", *file, "Private key (Ed25519, PEM)")->required()->check(notBlank());
  signVerb->callback([&run, folder, file] { run = [folder, file](Session& s) { return sign(*folder, *file, s); }; });

  auto arguments = std::make_shared<TrustArguments>();
  CLI::App* trustVerb = bundle.add_subcommand("trust", "Let run what the owner of this key has signed");
  trustVerb->add_option("key", arguments->key, "Public key (Ed25519, PEM)")->check(notBlank());
  trustVerb->add_option("--name", arguments->name, "What to call it (default: the file's name)")->check(notBlank());
  trustVerb->add_flag("--list", arguments->list, "List the trusted keys");
  trustVerb->add_option("--remove", arguments->remove, "Trust this key no longer: its name or fingerprint")
      ->check(notBlank());
  trustVerb->callback([&run, arguments] { run = [arguments](Session& s) { return trust(*arguments, s); }; });
}

}  // namespace snitt::app
