// What `./dev bench viewer` measures, a function a theme; each prints "name value" lines.
#pragma once

#include <filesystem>

namespace snitt::bench {

void paintBench(const std::filesystem::path& slide);       // panning and zooming with cached tiles
void overlayBench(const std::filesystem::path& slide);     // frames with large overlays
void annotationBench(const std::filesystem::path& slide);  // frames and hits with thousands of annotations
void jumpBench(const std::filesystem::path& slide);        // a random jump against OpenSlide
void openBench(const std::filesystem::path& slide);        // to the first picture, and the program's start
// How long the UI thread keeps events waiting, idle cores and busy ones. Files for the overlays go to `work`.
void blockedBench(const std::filesystem::path& slide, const std::filesystem::path& work);
void realBench(const std::filesystem::path& slide);         // opening and frames, names with the file's
int startedProgram(int argc, char** argv, double sinceMs);  // what openBench starts and times

}  // namespace snitt::bench
