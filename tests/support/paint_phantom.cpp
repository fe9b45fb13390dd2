// Phantom slides for people's eyes: `paint_phantom FOLDER [SEED]` writes PNGs of whole slides and of parts at the two
// scales that networks see, over aggressiveness and scanner, and says how fast they were drawn.
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "tiling/phantom/phantom.h"
#include "tiling/png_image.h"

namespace {

using snitt::Image;
using snitt::Phantom;
using snitt::PhantomRecipe;

Image shrunk(const Image& in, int by) {
  Image out(in.widthPx / by, in.heightPx / by);
  for (int y = 0; y < out.heightPx; ++y)
    for (int x = 0; x < out.widthPx; ++x)
      for (int c = 0; c < 3; ++c) {
        int sum = 0;
        for (int j = 0; j < by; ++j)
          for (int i = 0; i < by; ++i) sum += in.pixel(x * by + i, y * by + j)[c];
        out.pixel(x, y)[c] = static_cast<std::uint8_t>(sum / (by * by));
      }
  return out;
}

void write(const std::filesystem::path& path, const Image& image) {
  const auto png = snitt::encodePng(image);
  if (!png) std::exit(1);
  std::ofstream(path, std::ios::binary) << *png;
}

Image part(const Phantom& phantom, std::int64_t x, std::int64_t y, int size) {
  Image image(size, size);
  phantom.draw(x, y, image);
  return image;
}

void paste(Image& sheet, const Image& image, int x, int y) {
  for (int row = 0; row < image.heightPx; ++row) std::copy_n(image.row(row), image.rowBytes(), sheet.pixel(x, y + row));
}

// The whole at 1/8; the middle at 0.92 and 0.23 µm/px.
void paintOne(const std::filesystem::path& folder, const std::string& name, const PhantomRecipe& recipe) {
  const Phantom phantom(recipe);
  Image whole(recipe.widthPx / 8, recipe.heightPx / 8);
  const auto begin = std::chrono::steady_clock::now();
  for (int y = 0; y + 512 <= recipe.heightPx; y += 512)
    for (int x = 0; x + 512 <= recipe.widthPx; x += 512)
      paste(whole, shrunk(part(phantom, x, y, 512), 8), x / 8, y / 8);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  const double pixels = (recipe.widthPx / 512) * (recipe.heightPx / 512) * 512.0 * 512.0;
  std::cout << name << ": " << pixels / took.count() / 1e6 << " MP/s, tumour " << phantom.tumourAreaMm2() << " mm²\n";
  write(folder / (name + "_whole.png"), whole);
}

void paintSheet(const std::filesystem::path& folder, const std::string& name, PhantomRecipe recipe, bool architecture) {
  constexpr int shownPx = 420;
  Image coarse(3 * shownPx, shownPx);
  Image fine(3 * shownPx, shownPx);
  for (int i = 0; i < 3; ++i) {
    (architecture ? recipe.architecture : recipe.cells) = 2.0 * (i - 1);
    const Phantom phantom(recipe);
    const int x = recipe.widthPx / 2 - 2 * shownPx;
    const int y = recipe.heightPx / 2 - 2 * shownPx;
    paste(coarse, shrunk(part(phantom, x, y, 4 * shownPx), 4), i * shownPx, 0);
    paste(fine, part(phantom, x, y, shownPx), i * shownPx, 0);
  }
  write(folder / (name + "_10x.png"), coarse);
  write(folder / (name + "_40x.png"), fine);
}

// Six places of a slide at the two scales.
void paintPlaces(const std::filesystem::path& folder, const std::string& name, const PhantomRecipe& recipe) {
  constexpr int shownPx = 420;
  constexpr double places[6][2] = {{0.86, 0.16}, {0.84, 0.86}, {0.5, 0.86}, {0.3, 0.14}, {0.16, 0.4}, {0.62, 0.14}};
  Image coarse(3 * shownPx, 2 * shownPx);
  Image fine(3 * shownPx, 2 * shownPx);
  const Phantom phantom(recipe);
  for (int i = 0; i < 6; ++i) {
    const int x = static_cast<int>(places[i][0] * recipe.widthPx) - 2 * shownPx;
    const int y = static_cast<int>(places[i][1] * recipe.heightPx) - 2 * shownPx;
    paste(coarse, shrunk(part(phantom, x, y, 4 * shownPx), 4), i % 3 * shownPx, i / 3 * shownPx);
    paste(fine, part(phantom, x + shownPx, y + shownPx, shownPx), i % 3 * shownPx, i / 3 * shownPx);
  }
  write(folder / (name + "_places_10x.png"), coarse);
  write(folder / (name + "_places_40x.png"), fine);
}

// A piece of 19 by 15 mm, as a slide of 80,000 pixels shows it from afar.
void paintLarge(const std::filesystem::path& folder, PhantomRecipe recipe) {
  recipe.mpp = 4;
  recipe.widthPx = 4800;
  recipe.heightPx = 3840;
  const Phantom phantom(recipe);
  Image whole(recipe.widthPx, recipe.heightPx);
  phantom.draw(0, 0, whole);
  write(folder / "large_whole.png", shrunk(whole, 4));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "paint_phantom FOLDER [SEED]\n";
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  paintLarge(folder, PhantomRecipe{.seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1});
  for (const auto& scanner : snitt::scannerProfiles()) {
    PhantomRecipe recipe;
    recipe.seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
    recipe.scanner = scanner;
    recipe.mpp = 0.23;
    recipe.fold = scanner.name == "south";
    recipe.pen = scanner.name == "east" ? snitt::PenColour::blue : snitt::PenColour::none;
    recipe.widthPx = recipe.heightPx = 6656;
    paintOne(folder, scanner.name, recipe);
    paintPlaces(folder, scanner.name, recipe);
    paintSheet(folder, scanner.name + "_architecture", recipe, true);
    paintSheet(folder, scanner.name + "_cells", recipe, false);
    ++recipe.seed;
  }
}
