#include "tiling/label/identify_slide.h"

#include <system_error>
#include <utility>

#include "tiling/label/slide_label.h"

namespace snitt {
namespace {

void say(std::vector<SaidIdentity>& said, const Site& site, IdentitySource source, const std::string& text) {
  if (!text.empty()) said.push_back(site.understand(source, text));
}

}  // namespace

Result<std::vector<SaidIdentity>> identifySlide(SlideReader& slide, const std::filesystem::path& path,
                                                const Site& site) {
  std::vector<SaidIdentity> said;
  const auto label = labelOf(slide);
  if (!label && label.error().kind == ErrorKind::io) return fail(label.error());
  if (label)
    for (const LabelBarcode& barcode : label->barcodes) say(said, site, IdentitySource::barcode, barcode.text);
  // The name under which it was found, also where that is a link.
  std::error_code error;
  std::filesystem::path found = std::filesystem::absolute(path, error).lexically_normal();
  if (!found.has_filename()) found = found.parent_path();
  const bool isFolder = std::filesystem::is_directory(found, error);
  if (!isFolder) say(said, site, IdentitySource::fileName, found.stem().string());
  say(said, site, IdentitySource::folderName, (isFolder ? found : found.parent_path()).filename().string());
  return said;
}

}  // namespace snitt
