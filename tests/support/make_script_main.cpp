// make_script FOLDER: TorchScript networks for tests of the program, which link no LibTorch. What each says of a tile
// follows from the tile's mean colour, so that a test can work it out from pixels.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "inference/networks/script_fixture_p.h"

namespace {

void write(const std::filesystem::path& file, const std::string& source) {
  std::ofstream out(file, std::ios::binary);
  out << snitt::test::scriptBytes(source);
  if (!out.flush()) throw std::runtime_error("could not write " + file.string());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::filesystem::path folder = argv[1];
  // Three logits: the mean of red, green and blue.
  write(folder / "classifier.pt", "def forward(self, x):\n    return torch.mean(x, [2, 3])\n");
  // One logit: how much redder than blue, times four.
  write(folder / "logit.pt",
        "def forward(self, x):\n    m = torch.mean(x, [2, 3])\n    return (m[:, 0] - m[:, 2]) * 4\n");
  // Bytes in, bytes out: background, tissue and tumour, the last where green is low. (6 and 0 are float and uint8.)
  write(folder / "segmentation.pt", R"(
def forward(self, x):
    green = x[:, :, :, 1].to(6)
    tumour = torch.sigmoid((180.0 - green) / 10.0)
    rest = (1.0 - tumour) / 2.0
    return torch.round(torch.stack([rest, rest, tumour], 3) * 255.0).to(0)
)");
  return 0;
}
