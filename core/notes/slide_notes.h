// What a person keeps of a slide while looking at it: viewpoints, field frames, rulers, a typed scale. Plain values,
// one JSON file a slide ("format": "snitt-notes/1") in the user's data folder, found by the slide's fingerprint; never
// beside the slide, which is read-only.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/polygon.h"
#include "core/result.h"

namespace snitt {

struct Bookmark {
  std::string id;  // UUID
  std::string name;
  std::string note;
  Point centre;            // level-0 pixels
  double downsample = 1;   // level-0 pixels a screen pixel
  double rotationDeg = 0;  // clockwise
  bool flipped = false;    // mirrored left to right
  std::string created;     // ISO 8601, UTC
  std::string author;
  bool operator==(const Bookmark&) const = default;
};

enum class FrameShape { circle, square };

struct FieldFrame {
  std::string id;
  std::string name;
  FrameShape shape = FrameShape::circle;
  double areaMm2 = 0.785;
  Point centre;
  std::string created;
  std::string author;
  bool operator==(const FieldFrame&) const = default;
};

struct Ruler {
  std::string id;
  std::string name;
  Point from;
  Point to;
  std::string created;
  std::string author;
  bool operator==(const Ruler&) const = default;
};

struct TypedScale {
  double mpp = 0;  // µm per level-0 pixel
  std::string reason;
  std::string typedBy;
  bool operator==(const TypedScale&) const = default;
};

struct SlideNotes {
  std::vector<Bookmark> bookmarks;
  std::vector<FieldFrame> frames;
  std::vector<Ruler> rulers;
  std::optional<TypedScale> scale;
  bool operator==(const SlideNotes&) const = default;
};

[[nodiscard]] std::string formatNotes(const SlideNotes& notes);
// Errors: corrupt, unsupported (a newer major version).
[[nodiscard]] Result<SlideNotes> parseNotes(std::string_view json);

// The notes of all slides in one folder. Any thread; two programs that save the same slide at once do not lose each
// other's additions: a save merges by id with what another program added since `load`.
class SlideNotesStore {
 public:
  // `folder` is made when something is saved first.
  explicit SlideNotesStore(std::filesystem::path folder) : m_folder(std::move(folder)) {}
  // Empty notes where there are none. A file that cannot be understood is an error, never an empty list; it is left as
  // it is, and a save then refuses (kind corrupt) instead of overwriting it.
  [[nodiscard]] Result<SlideNotes> load(const std::string& fingerprint) const;
  // `before` is what this program last loaded or saved. Returns what is on disk afterwards. Atomic and synced.
  [[nodiscard]] Result<SlideNotes> save(const std::string& fingerprint, const SlideNotes& before,
                                        const SlideNotes& after) const;

 private:
  std::filesystem::path m_folder;
};

}  // namespace snitt
