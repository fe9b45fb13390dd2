// Manifests of bundles: what is read can be written and read again.
#include "core/bundle/manifest.h"
#include "fuzz.h"

using namespace snitt;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto manifest = parseManifest(fuzz::textOf(data, size));
  if (manifest) fuzz::require(parseManifest(formatManifest(*manifest)).has_value());
  return 0;
}
