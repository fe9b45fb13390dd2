// Words of the manifest's enumerations, shared by reading and writing.
#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "core/bundle/manifest.h"

namespace snitt::manifest {

template <class E>
using Word = std::pair<std::string_view, E>;

inline constexpr std::string_view formatName = "snitt-bundle";
inline constexpr int formatMajor = 1;
inline constexpr std::string_view tissueWord = "tissue";

inline constexpr std::array statusWords{Word<BundleStatus>{"untrained", BundleStatus::untrained},
                                        Word<BundleStatus>{"demonstrator", BundleStatus::demonstrator},
                                        Word<BundleStatus>{"research", BundleStatus::research},
                                        Word<BundleStatus>{"clinical-research", BundleStatus::clinicalResearch}};
inline constexpr std::array paddingWords{Word<Padding>{"torchvision", Padding::torchvision},
                                         Word<Padding>{"same", Padding::same}};
inline constexpr std::array headWords{Word<HeadKind>{"noisyAnd", HeadKind::noisyAnd},
                                      Word<HeadKind>{"attention", HeadKind::attention},
                                      Word<HeadKind>{"linear", HeadKind::linear}};
inline constexpr std::array scriptInputWords{Word<ScriptInput>{"float", ScriptInput::floats},
                                             Word<ScriptInput>{"uint8", ScriptInput::bytes}};
inline constexpr std::array scriptOutputWords{
    Word<ScriptOutput>{"probability", ScriptOutput::probability}, Word<ScriptOutput>{"logit", ScriptOutput::logit},
    Word<ScriptOutput>{"probabilities", ScriptOutput::probabilities},
    Word<ScriptOutput>{"logits", ScriptOutput::logits}, Word<ScriptOutput>{"features", ScriptOutput::features}};
inline constexpr std::array combineWords{Word<CombineRule>{"mean", CombineRule::mean},
                                         Word<CombineRule>{"max", CombineRule::max}};
inline constexpr std::array patientWords{Word<PatientRule>{"mean", PatientRule::mean},
                                         Word<PatientRule>{"max", PatientRule::max},
                                         Word<PatientRule>{"worstClass", PatientRule::worstClass}};
inline constexpr std::array<std::string_view, 8> scopeKeys{"organ",   "specimenType", "neoadjuvant", "stain",
                                                           "scanner", "pT",           "pN",          "stage"};
inline constexpr std::array<std::string_view, 3> classWords{"good", "uncertain", "poor"};

template <class E, std::size_t N>
constexpr std::string_view wordOf(const std::array<Word<E>, N>& words, E value) {
  for (const auto& [word, meaning] : words)
    if (meaning == value) return word;
  return {};
}

}  // namespace snitt::manifest
