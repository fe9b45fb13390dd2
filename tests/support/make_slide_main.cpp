// make_slide OUT.svs [--width W --height H --seed S --tile T --mpp X]: a made-up SVS slide for the demonstration.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <string_view>

#include "support/make_slide.h"

namespace {

constexpr const char* kUsage = "usage: make_slide OUT.svs [--width W --height H --seed S --tile T --mpp X]\n";

struct Arguments {
  std::string file;
  snitt::test::SlideRecipe recipe;
  int seed = 1;
};

bool setOption(Arguments& arguments, std::string_view name, double value) {
  if (!(value > 0)) return false;
  const int whole = static_cast<int>(value);
  if (name == "--width")
    arguments.recipe.widthPx = whole;
  else if (name == "--height")
    arguments.recipe.heightPx = whole;
  else if (name == "--seed")
    arguments.seed = whole;
  else if (name == "--tile")
    arguments.recipe.tilePx = whole;
  else if (name == "--mpp") {
    arguments.recipe.mpp = value;
    arguments.recipe.magnification = std::round(10 / value);
  } else
    return false;
  return true;
}

bool parse(int count, char** words, Arguments& arguments) {
  arguments.recipe.widthPx = 8192;
  arguments.recipe.heightPx = 6144;
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i];
    if (!word.starts_with("--")) {
      if (!arguments.file.empty()) return false;
      arguments.file = word;
    } else if (i + 1 >= count || !setOption(arguments, word, std::strtod(words[++i], nullptr))) {
      return false;
    }
  }
  return !arguments.file.empty() && arguments.recipe.tilePx % 16 == 0;
}

}  // namespace

int main(int count, char** words) {
  Arguments arguments;
  if (!parse(count, words, arguments)) {
    std::fputs(kUsage, stderr);
    return 2;
  }
  try {
    snitt::test::SlideRecipe& recipe = arguments.recipe;
    recipe.paint = snitt::test::paintTissue(recipe.widthPx, recipe.heightPx, static_cast<unsigned>(arguments.seed));
    snitt::test::makeSlide(arguments.file, recipe);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
