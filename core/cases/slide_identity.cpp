#include "core/cases/slide_identity.h"

#include <array>

#include "core/text/lowered.h"
#include "core/text/trimmed.h"

namespace snitt {

std::string plainLabel(std::string_view text) {
  std::string result = lowered(trimmed(text));
  const std::size_t digits = result.find_first_not_of('0');
  if (digits != std::string::npos && digits > 0 && result[digits] >= '0' && result[digits] <= '9')
    result.erase(0, digits);
  return result;
}

namespace {

bool sameWord(const std::string& one, const std::string& other) { return plainLabel(one) == plainLabel(other); }
bool sameStain(const std::string& one, const std::string& other) {
  return sameWord(one, other) || (isHe(one) && isHe(other));
}

struct Part {
  std::string_view words;
  std::string SlideIdentity::*value;
  bool (*same)(const std::string&, const std::string&);
};
// No number is taken for another one because of its zeros: an accession is as the laboratory writes it.
constexpr std::array<Part, 5> kParts{{
    {"the accession number", &SlideIdentity::accession,
     [](const std::string& one, const std::string& other) { return lowered(one) == lowered(other); }},
    {"the specimen", &SlideIdentity::specimen, sameWord},
    {"the block", &SlideIdentity::block, sameWord},
    {"the slide's number", &SlideIdentity::slide, sameWord},
    {"the stain", &SlideIdentity::stain, sameStain},
}};

// The values themselves stay out: what was read may name a patient, and the sentence is kept in the clear.
std::string disagreement(IdentitySource first, IdentitySource second, std::string_view what) {
  if (first == second && first == IdentitySource::barcode)
    return "the barcodes on the label disagree about " + std::string(what);
  return std::string(toText(first)) + " and " + std::string(toText(second)) + " disagree about " + std::string(what);
}

std::string nobodyKnows(const std::vector<SaidIdentity>& said) {
  if (said.empty()) return "nothing says whose slide it is";
  std::string sources;
  std::string_view last;
  for (const SaidIdentity& one : said) {
    if (toText(one.source) == last) continue;
    last = toText(one.source);
    sources += (sources.empty() ? "" : ", ") + std::string(last);
  }
  return "no accession number in " + sources;
}

}  // namespace

std::string_view toText(IdentitySource source) {
  switch (source) {
    case IdentitySource::barcode:
      return "the barcode";
    case IdentitySource::fileName:
      return "the file's name";
    case IdentitySource::folderName:
      return "the folder's name";
    case IdentitySource::list:
      return "the laboratory's list";
    case IdentitySource::person:
      break;
  }
  return "a person's entry";
}

std::string inWords(const SlideIdentity& slide) {
  std::string glass = slide.specimen + slide.block;
  if (!slide.slide.empty()) glass.append(glass.empty() ? "" : "-").append(slide.slide);
  std::string words = slide.accession;
  for (const std::string& part : {glass, slide.stain})
    if (!part.empty()) words.append(words.empty() ? "" : " ").append(part);
  return words;
}

AgreedIdentity agreed(const std::vector<SaidIdentity>& said) {
  AgreedIdentity result;
  const SaidIdentity* firstSite = nullptr;
  std::array<const SaidIdentity*, kParts.size()> tellers{};
  int barcodes = 0;
  for (const SaidIdentity& one : said) {
    if (one.source == IdentitySource::barcode && one.text != result.barcode) ++barcodes;
    if (one.source == IdentitySource::barcode && result.barcode.empty()) result.barcode = one.text;
  }
  bool understoodBarcode = false;
  for (const SaidIdentity& one : said) {
    if (!one.identity) continue;
    if (one.source == IdentitySource::barcode && !understoodBarcode) {
      understoodBarcode = true;
      result.barcode = one.text;
    }
    if (firstSite == nullptr) firstSite = &one;
    if (result.reason.empty() && firstSite->site != one.site)
      result.reason = disagreement(firstSite->source, one.source, "the site");
    for (std::size_t i = 0; i < kParts.size(); ++i) {
      const std::string& told = (*one.identity).*kParts[i].value;
      if (trimmed(told).empty()) continue;
      std::string& known = result.identity.*kParts[i].value;
      if (tellers[i] == nullptr) {
        tellers[i] = &one;
        known = told;
      } else if (result.reason.empty() && !kParts[i].same(known, told)) {
        result.reason = disagreement(tellers[i]->source, one.source, kParts[i].words);
      }
    }
  }
  // Of several that nobody understands, none can be said to be the slide's own.
  if (!understoodBarcode && barcodes > 1) result.barcode.clear();
  if (result.reason.empty() && result.identity.accession.empty()) result.reason = nobodyKnows(said);
  if (result.reason.empty())
    result.name = CaseName{firstSite->site, result.identity.accession};
  else
    result.identity = {};
  return result;
}

}  // namespace snitt
