#include "tiling/readers/dicom_series.h"

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/oflog/oflog.h>

#include <algorithm>
#include <cctype>
#include <exception>
#include <mutex>
#include <optional>
#include <set>

namespace snitt {

namespace {

constexpr const char* kWholeSlideClass = "1.2.840.10008.5.1.4.1.1.77.1.6";

// The library writes its doubts to standard error otherwise.
void silenceLibrary() {
  static std::once_flag once;
  std::call_once(once, [] { OFLog::configure(OFLogger::OFF_LOG_LEVEL); });
}

std::string text(DcmItem& item, const DcmTagKey& tag, unsigned long index = 0) {
  OFString value;
  return item.findAndGetOFString(tag, value, index).good() ? std::string(value.c_str(), value.length()) : std::string();
}

std::int64_t whole(DcmItem& item, const DcmTagKey& tag) {
  Uint32 value = 0;
  return item.findAndGetUint32(tag, value).good() ? value : 0;
}

JpegColour firstFrameColour(DcmDataset& dataset) {
  DcmElement* element = nullptr;
  if (dataset.findAndGetElement(DCM_PixelData, element).bad() || element == nullptr) return JpegColour::unknown;
  auto* pixels = dynamic_cast<DcmPixelData*>(element);
  if (pixels == nullptr) return JpegColour::unknown;
  E_TransferSyntax syntax = EXS_Unknown;
  const DcmRepresentationParameter* parameter = nullptr;
  pixels->getOriginalRepresentationKey(syntax, parameter);
  DcmPixelSequence* sequence = nullptr;
  DcmPixelItem* fragment = nullptr;
  Uint8* bytes = nullptr;
  // Fragment 0 is the offset table.
  if (pixels->getEncapsulatedRepresentation(syntax, parameter, sequence).bad() || sequence == nullptr ||
      sequence->getItem(fragment, 1).bad() || fragment == nullptr || fragment->getUint8Array(bytes).bad() ||
      bytes == nullptr)
    return JpegColour::unknown;
  return jpegColour({reinterpret_cast<const std::byte*>(bytes), fragment->getLength()});
}

// Nothing where the file is no whole-slide DICOM.
std::optional<DicomInstance> readHeader(const std::filesystem::path& path, DcmFileFormat& file, bool withPixels) try {
  const OFFilename name(path.c_str());
  const OFCondition loaded =
      withPixels
          ? file.loadFile(name, EXS_Unknown, EGL_noChange, DCM_MaxReadLength, ERM_fileOnly)
          : file.loadFileUntilTag(name, EXS_Unknown, EGL_noChange, DCM_MaxReadLength, ERM_fileOnly, DCM_PixelData);
  if (loaded.bad() || text(*file.getMetaInfo(), DCM_MediaStorageSOPClassUID) != kWholeSlideClass) return {};
  DcmDataset& dataset = *file.getDataset();
  DicomInstance instance;
  instance.path = path;
  instance.seriesUid = text(dataset, DCM_SeriesInstanceUID);
  instance.flavour = text(dataset, DCM_ImageType, 2);
  instance.photometric = text(dataset, DCM_PhotometricInterpretation);
  instance.widthPx = whole(dataset, DCM_TotalPixelMatrixColumns);
  instance.heightPx = whole(dataset, DCM_TotalPixelMatrixRows);
  if (withPixels) instance.stream = firstFrameColour(dataset);
  return instance;
} catch (const std::exception&) {
  return {};
}

std::optional<DicomInstance> readInstance(const std::filesystem::path& path, bool withPixels) {
  silenceLibrary();
  DcmFileFormat file;
  return readHeader(path, file, withPixels);
}

Result<std::vector<std::filesystem::path>> filesIn(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
    if (std::error_code ignored; entry->is_regular_file(ignored)) files.push_back(entry->path());
  if (error) return fail(ErrorKind::io, "the folder " + folder.string() + " cannot be read: " + error.message());
  std::sort(files.begin(), files.end());
  return files;
}

bool namedAsDicom(const std::filesystem::path& path) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  return extension == ".dcm" || extension == ".dicom";
}

}  // namespace

Result<std::vector<DicomInstance>> dicomSeriesOf(const std::filesystem::path& file) {
  const auto self = readInstance(file, false);
  if (!self) return fail(ErrorKind::corrupt, file.string() + " cannot be read as DICOM");
  const auto files = filesIn(file.has_parent_path() ? file.parent_path() : std::filesystem::path("."));
  if (!files) return fail(files.error());
  std::vector<DicomInstance> series;
  for (const std::filesystem::path& candidate : *files) {
    const bool same = candidate.filename() == file.filename();
    // The path as it was given, so that it is found again among the files.
    const std::filesystem::path& path = same ? file : candidate;
    const auto header = readInstance(path, false);
    if (!header || header->seriesUid != self->seriesUid) continue;
    if (auto instance = readInstance(path, true)) series.push_back(std::move(*instance));
  }
  std::sort(series.begin(), series.end(),
            [](const DicomInstance& a, const DicomInstance& b) { return a.path < b.path; });
  return series;
}

Result<std::filesystem::path> dicomFileIn(const std::filesystem::path& folder) {
  const auto files = filesIn(folder);
  if (!files) return fail(files.error());
  std::set<std::string> series;
  std::optional<std::filesystem::path> best;
  std::int64_t bestWidth = -1;
  for (const std::filesystem::path& file : *files) {
    if (!namedAsDicom(file)) continue;
    const auto instance = readInstance(file, false);
    if (!instance) continue;
    series.insert(instance->seriesUid);
    if (instance->widthPx <= bestWidth) continue;
    bestWidth = instance->widthPx;
    best = file;
  }
  if (!best)
    return fail(ErrorKind::unsupported,
                folder.string() + " is a folder without a DICOM slide in it: name a slide file");
  if (series.size() > 1)
    return fail(ErrorKind::unsupported, folder.string() + " holds " + std::to_string(series.size()) +
                                            " DICOM slides: name a file of the one that is meant");
  return *best;
}

}  // namespace snitt
