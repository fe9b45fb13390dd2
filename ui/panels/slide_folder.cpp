#include "ui/panels/slide_folder.h"

#include <QString>
#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "tiling/readers/dicom_series.h"
#include "tiling/readers/slide_files.h"

namespace snitt {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 15> kExtensions{".svs",  ".tif",     ".tiff", ".btf", ".tf8",
                                                       ".ndpi", ".mrxs",    ".scn",  ".vms", ".vmu",
                                                       ".bif",  ".svslide", ".png",  ".jpg", ".jpeg"};

// Of two runs of digits; longer numbers are larger once leading zeros are gone.
int compareNumbers(QStringView a, QStringView b) {
  while (!a.isEmpty() && a.front() == u'0') a = a.mid(1);
  while (!b.isEmpty() && b.front() == u'0') b = b.mid(1);
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  return a.compare(b);
}

bool isDigit(QChar letter) { return letter >= u'0' && letter <= u'9'; }

qsizetype digitsFrom(const QString& text, qsizetype at) {
  qsizetype end = at;
  while (end < text.size() && isDigit(text[end])) ++end;
  return end - at;
}

int compareNames(const QString& a, const QString& b) {
  qsizetype i = 0;
  qsizetype k = 0;
  while (i < a.size() && k < b.size()) {
    const qsizetype digitsA = digitsFrom(a, i);
    const qsizetype digitsB = digitsFrom(b, k);
    if (digitsA > 0 && digitsB > 0) {
      const int order = compareNumbers(QStringView(a).mid(i, digitsA), QStringView(b).mid(k, digitsB));
      if (order != 0) return order;
      i += digitsA;
      k += digitsB;
    } else {
      if (a[i] != b[k]) return a[i] < b[k] ? -1 : 1;
      ++i;
      ++k;
    }
  }
  return static_cast<int>((a.size() - i) - (b.size() - k));
}

bool isDicomName(const fs::path& file) { return lowerExtension(file) == ".dcm"; }

// Looks at so many names only: a folder of another kind may hold very many files.
bool holdsDicom(const fs::path& folder) {
  constexpr int kMostNames = 1000;
  std::error_code error;
  int seen = 0;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end && seen < kMostNames;
       entry.increment(error), ++seen)
    if (isDicomName(entry->path())) return true;
  return false;
}

// One slide a series; a file that is not understood stands for itself, and opening it tells why.
void addDicom(std::vector<FolderSlide>& slides, const std::set<fs::path>& files, const std::stop_token& stop) {
  std::set<fs::path> done;
  for (const fs::path& file : files) {
    if (stop.stop_requested()) return;
    if (done.contains(file)) continue;
    FolderSlide slide{file, {file}};
    if (const auto series = dicomSeriesOf(file))
      for (const DicomInstance& instance : *series) {
        done.insert(instance.path);
        if (instance.path != file) slide.files.push_back(instance.path);
      }
    slides.push_back(slide);
  }
}

struct Found {
  std::vector<fs::path> slides;
  std::set<fs::path> dicom;
  std::set<fs::path> parts;  // of other slides
};

void sortIn(Found& found, const fs::directory_entry& entry) {
  const fs::path& path = entry.path();
  std::error_code ignored;
  if (path.filename().string().starts_with('.')) return;
  if (entry.is_directory(ignored)) {
    if (holdsDicom(path)) found.slides.push_back(path);
  } else if (entry.is_regular_file(ignored)) {
    if (isDicomName(path)) found.dicom.insert(path);
    if (!hasSlideName(path)) return;
    found.slides.push_back(path);
    const std::string extension = lowerExtension(path);
    if (extension != ".vms" && extension != ".vmu") return;
    for (const fs::path& part : filesOfSlide(path))
      if (part != path) found.parts.insert(part);
  }
}

}  // namespace

bool naturallyBefore(const std::string& a, const std::string& b) {
  const int order = compareNames(QString::fromStdString(a).toCaseFolded(), QString::fromStdString(b).toCaseFolded());
  return order != 0 ? order < 0 : a < b;
}

bool hasSlideName(const fs::path& file) {
  return std::find(kExtensions.begin(), kExtensions.end(), lowerExtension(file)) != kExtensions.end();
}

Result<std::vector<FolderSlide>> slidesIn(const fs::path& folder, const std::stop_token& stop) {
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  Found found;
  for (const fs::directory_iterator end; !error && entry != end; entry.increment(error)) {
    if (stop.stop_requested()) return fail(ErrorKind::cancelled, "stopped");
    sortIn(found, *entry);
  }
  if (error == std::errc::no_such_file_or_directory)
    return fail(ErrorKind::notFound, folder.string() + " does not exist");
  if (error) return fail(ErrorKind::io, folder.string() + " cannot be listed: " + error.message());

  std::vector<FolderSlide> slides;
  for (const fs::path& path : found.slides)
    if (!found.parts.contains(path)) slides.push_back({path, {path}});
  addDicom(slides, found.dicom, stop);
  if (stop.stop_requested()) return fail(ErrorKind::cancelled, "stopped");
  std::sort(slides.begin(), slides.end(), [](const FolderSlide& a, const FolderSlide& b) {
    return naturallyBefore(a.path.filename().string(), b.path.filename().string());
  });
  return slides;
}

}  // namespace snitt
