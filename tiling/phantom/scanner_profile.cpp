#include "tiling/phantom/scanner_profile.h"

#include <algorithm>

namespace snitt {

const std::vector<ScannerProfile>& scannerProfiles() {
  static const std::vector<ScannerProfile> all{{.name = "north",
                                                .scannerId = "SS-N1",
                                                .mpp = 0.2498,
                                                .haematoxylin = {0.80F, 1.0F, 0.44F},
                                                .eosin = {0.13F, 1.0F, 0.54F},
                                                .haematoxylinAmount = 1.0F,
                                                .eosinAmount = 1.0F,
                                                .glass = {243, 242, 244},
                                                .shade = 0.015F,
                                                .gamma = 1.0F,
                                                .blurUm = 0.26,
                                                .sharpening = 0.55F,
                                                .noise = 1.6F,
                                                .jpegQuality = 80},
                                               {.name = "south",
                                                .scannerId = "SS-S2",
                                                .mpp = 0.2628,
                                                .haematoxylin = {0.93F, 1.0F, 0.40F},
                                                .eosin = {0.17F, 1.0F, 0.62F},
                                                .haematoxylinAmount = 0.86F,
                                                .eosinAmount = 1.12F,
                                                .glass = {238, 238, 236},
                                                .shade = 0.03F,
                                                .gamma = 1.05F,
                                                .blurUm = 0.30,
                                                .sharpening = 0.3F,
                                                .noise = 2.2F,
                                                .jpegQuality = 75},
                                               {.name = "east",
                                                .scannerId = "SS-E3",
                                                .mpp = 0.2275,
                                                .haematoxylin = {0.88F, 1.0F, 0.56F},
                                                .eosin = {0.09F, 1.0F, 0.47F},
                                                .haematoxylinAmount = 1.15F,
                                                .eosinAmount = 0.9F,
                                                .glass = {247, 245, 247},
                                                .shade = 0.01F,
                                                .gamma = 0.94F,
                                                .blurUm = 0.34,
                                                .sharpening = 0.15F,
                                                .noise = 1.2F,
                                                .jpegQuality = 85}};
  return all;
}

const ScannerProfile* scannerProfile(std::string_view name) {
  const auto& all = scannerProfiles();
  const auto found = std::ranges::find(all, name, &ScannerProfile::name);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace snitt
