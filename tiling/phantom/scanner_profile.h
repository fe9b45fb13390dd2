// Scanners and stains that phantom slides can be drawn as: what a laboratory and its scanner add to the same tissue.
// Invented values near those of real slides; no profile stands for a maker's product. Immutable, any thread.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace snitt {

struct ScannerProfile {
  std::string name;       // for command lines and tables: "north"
  std::string scannerId;  // as it stands in the file ("ScanScope ID")
  double mpp = 0.25;      // µm per level-0 pixel

  // Optical density of red, green, blue for an amount of 1 (Beer-Lambert; Ruifrok and Johnston, 2001).
  std::array<float, 3> haematoxylin{};
  std::array<float, 3> eosin{};
  float haematoxylinAmount = 1;  // of the laboratory's batches, on average; slides vary around it
  float eosinAmount = 1;

  std::array<float, 3> glass{};  // 0-255
  float shade = 0;               // how much darker the corners of a slide are, share of the glass
  float gamma = 1;               // tone curve of the camera, above 1 is darker in the mid-tones

  double blurUm = 0.3;   // standard deviation of the point spread
  float sharpening = 0;  // share of the detail finer than twice blurUm that the scanner adds
  float noise = 1;       // standard deviation of the sensor's noise, grey levels
  int jpegQuality = 80;
};

// "north" and "south" for training, "east" for tests of shift: another stain, softer, another scale.
[[nodiscard]] const std::vector<ScannerProfile>& scannerProfiles();

// Null where there is none of that name.
[[nodiscard]] const ScannerProfile* scannerProfile(std::string_view name);

}  // namespace snitt
