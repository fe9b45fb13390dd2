// Papers that a hospital has to write when it takes a bundle into use: a mini-HTA, and the declaration of a device made
// in house that Article 5(5) of Regulation (EU) 2017/746 asks for. Drafts, as OpenDocument 1.3 texts that people go on
// writing in: facts of the study are filled in with their sources, judgements are empty fields, and every page says
// that it is a draft. They state no conformity.
//
// Wording and page styles are files of resources/validation/papers, which a site may edit. The same facts and files
// give the same bytes. May be called from any thread.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "core/result.h"
#include "core/validation/papers/paper_facts.h"

namespace snitt::validation {

inline constexpr std::string_view kMiniHtaFile = "mini-hta.odt";
inline constexpr std::string_view kDeclarationFile = "in-house-declaration.odt";

// Errors: notFound where a file of the wording is missing; corrupt, with the file, where it is no XML or names what is
// not known; io.
[[nodiscard]] Result<std::string> miniHtaOdt(const PaperFacts& facts);
[[nodiscard]] Result<std::string> declarationOdt(const PaperFacts& facts);

// Both, by the names of their files.
[[nodiscard]] Result<std::map<std::string, std::string>> papers(const PaperFacts& facts);

// One paper of a folder's wording (`name`.xml beside content.xml and styles.xml).
[[nodiscard]] Result<std::string> paperOdt(const PaperFacts& facts, const std::filesystem::path& folder,
                                           const std::string& name);

}  // namespace snitt::validation
