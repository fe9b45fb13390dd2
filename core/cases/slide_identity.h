// Which piece of glass a file shows, as one source says it: a barcode, a file name, a list, a person. Plain values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/cases/lab_case.h"

namespace snitt {

// What a label of a specimen, block or slide means: laboratories write "A" and "a", "01" and "1" for one.
[[nodiscard]] std::string plainLabel(std::string_view text);

enum class IdentitySource { barcode, fileName, folderName, list, person };  // in the order in which they are believed
[[nodiscard]] std::string_view toText(IdentitySource source);

struct SlideIdentity {
  std::string accession;
  std::string specimen;  // label; empty: not told
  std::string block;
  std::string slide;  // number
  std::string stain;
  bool operator==(const SlideIdentity&) const = default;
};

// What a source said of a slide.
struct SaidIdentity {
  IdentitySource source = IdentitySource::barcode;
  std::string text;                       // as it was read: the barcode's contents, the file's name
  std::string site;                       // whose patterns were used
  std::optional<SlideIdentity> identity;  // nothing: no pattern of the site matches
};

// What all sources together say.
struct AgreedIdentity {
  std::optional<CaseName> name;  // with `identity`: who it is; nothing: nobody knows, or they disagree
  SlideIdentity identity;
  std::string barcode;  // as it was read; empty: none
  std::string reason;   // why there is none, in one sentence
};
// Sources agree where none contradicts another in what both tell; what one leaves out another may add, and a later
// source never replaces what an earlier one said. Several barcodes that name different slides disagree.
[[nodiscard]] AgreedIdentity agreed(const std::vector<SaidIdentity>& said);

// What a person calls the slide who may not see the file's name: "S26-1 A1-2 H&E", of what is known.
[[nodiscard]] std::string inWords(const SlideIdentity& slide);

struct UnmatchedSlide {
  RowId<struct UnmatchedRow> id;
  std::string uuid;
  std::string fingerprint;
  std::string path;  // empty where the actor may not see it
  std::string scanner;
  std::string site;
  std::vector<SaidIdentity> said;  // empty where masked
  std::string reason;
  std::string added;
};

}  // namespace snitt
