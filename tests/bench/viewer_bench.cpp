// The viewer's speed, without a display:
//   viewer_bench WORKFOLDER [paint|overlay|annotation|jump|open|blocked] [SLIDE…]
// The first slide is the large one ("-": one of 40,000 px is made in the work folder, once). Of further ones, real
// slides, opening and frames are measured.
#include <QApplication>
#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "bench/viewer/benches.h"
#include "support/big_slide.h"
#include "tiling/libraries.h"

namespace {

using namespace snitt;

constexpr int kEdgePx = 40000;

std::filesystem::path madeSlide(const std::filesystem::path& work) {
  const auto file = work / "slide40k.svs";
  if (std::filesystem::exists(file)) return file;
  const auto unfinished = work / "unfinished.svs";
  test::makeBigSlide(unfinished, kEdgePx);
  std::filesystem::rename(unfinished, file);
  return file;
}

// Read once, so that all meet a warm file.
void warm(const std::filesystem::path& file) {
  if (std::FILE* stream = std::fopen(file.c_str(), "rb")) {
    std::vector<char> buffer(std::size_t{4} << 20);
    while (std::fread(buffer.data(), 1, buffer.size(), stream) > 0) {
    }
    std::fclose(stream);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const QTemporaryDir home;
  qputenv("QT_QPA_PLATFORM", "offscreen");
  for (const char* folder : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"})
    qputenv(folder, home.path().toLocal8Bit());
  useOneThreadPerWorkerForPixels();
  if (argc == 3 && std::string(argv[1]) == "--start")
    return bench::startedProgram(argc, argv, std::strtod(argv[2], nullptr));
  const QApplication application(argc, argv);
  const std::filesystem::path work = argv[1];
  const std::string only = argc > 2 ? argv[2] : "all";
  std::vector<std::filesystem::path> slides(argv + std::min(argc, 3), argv + argc);
  if (slides.empty()) slides.emplace_back("-");
  if (slides.front() == "-") slides.front() = madeSlide(work);
  warm(slides.front());
  const auto wanted = [&](const char* name) { return only == "all" || only == name; };
  if (wanted("open")) bench::openBench(slides.front());
  if (wanted("paint")) bench::paintBench(slides.front());
  if (wanted("jump")) bench::jumpBench(slides.front());
  if (wanted("overlay")) bench::overlayBench(slides.front());
  if (wanted("annotation")) bench::annotationBench(slides.front());
  if (wanted("blocked")) bench::blockedBench(slides.front(), work);
  for (std::size_t i = 1; i < slides.size(); ++i) bench::realBench(slides[i]);
  return 0;
}
