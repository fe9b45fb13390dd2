// Site files, and what their patterns make of a text.
#include "core/site/site_file.h"
#include "fuzz.h"

using namespace snitt;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::textOf(data, size);
  const auto site = Site::parse(text, "/site");
  if (!site) return 0;
  fuzz::require(isSiteName(site->name()) && !site->accessionFields().empty());
  for (const auto source : {IdentitySource::barcode, IdentitySource::fileName, IdentitySource::folderName})
    for (const std::string_view seen : {std::string_view("H24-12345;A;1;2;01"), text.substr(0, 200)}) {
      const SaidIdentity said = site->understand(source, seen);
      fuzz::require(!said.identity || !said.identity->accession.empty());
    }
  (void)site->preselects("HE", "A", "1", std::nullopt);
  return 0;
}
