#include "core/validation/papers/papers.h"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <memory>
#include <sstream>
#include <utility>

#include "core/atomic_file.h"
#include "core/exchange/xml_p.h"
#include "core/os/own_files.h"
#include "core/store/archive/archive_zip_p.h"
#include "core/text/visible.h"
#include "core/validation/papers/paper_layout_p.h"

namespace snitt::validation {
namespace {

namespace fs = std::filesystem;
using pugi::xml_document;
using pugi::xml_node;

constexpr std::string_view kMediaType = "application/vnd.oasis.opendocument.text";

std::string bytesOf(const xml_document& document) {
  std::ostringstream out;
  document.save(out, "", pugi::format_raw, pugi::encoding_utf8);
  return std::move(out).str();
}

// Comments, which are for who edits the file, are left out.
Result<std::unique_ptr<xml_document>> readXml(const fs::path& file) {
  const auto bytes = readFile(file);
  if (!bytes) return fail(bytes.error());
  auto document = std::make_unique<xml_document>();
  constexpr unsigned int kBlanksToo = pugi::parse_default | pugi::parse_ws_pcdata;
  const auto parsed = document->load_buffer(bytes->data(), bytes->size(), kBlanksToo);
  if (!parsed)
    return fail(ErrorKind::corrupt, fmt::format("{} is no complete XML, from byte {} on: {}", file.string(),
                                                parsed.offset, parsed.description()));
  xml_node declaration = document->prepend_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  return document;
}

Result<std::unique_ptr<xml_document>> readWording(const fs::path& file) {
  const auto bytes = readFile(file);
  if (!bytes) return fail(bytes.error());
  auto document = exchange::parseXml(*bytes);
  if (!document) return failIn(file.string(), document.error());
  return document;
}

std::string manifestXml() {
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" "
      "manifest:version=\"1.3\">";
  xml += fmt::format(R"(<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{}"/>)",
                     kMediaType);
  for (const char* name : {"content.xml", "styles.xml", "meta.xml"})
    xml += fmt::format(R"(<manifest:file-entry manifest:full-path="{}" manifest:media-type="text/xml"/>)", name);
  return xml + "</manifest:manifest>";
}

// Names no person: who writes on becomes the author.
std::string metaXml(const PaperFacts& facts, const std::string& title) {
  xml_document document;
  xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  xml_node root = document.append_child("office:document-meta");
  root.append_attribute("xmlns:office") = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
  root.append_attribute("xmlns:meta") = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0";
  root.append_attribute("xmlns:dc") = "http://purl.org/dc/elements/1.1/";
  root.append_attribute("office:version") = "1.3";
  xml_node meta = root.append_child("office:meta");
  const auto say = [&meta](const char* name, const std::string& text) {
    if (!text.empty()) meta.append_child(name).text().set(visibleText(text, 2000).c_str());
  };
  say("meta:generator", facts.program);
  say("dc:title", fmt::format("{} (draft)", title));
  say("dc:subject", facts.study);
  say("meta:creation-date", facts.runTime);
  say("dc:language", "en-GB");
  return bytesOf(document);
}

Result<std::string> contentXml(const fs::path& file, const xml_node& wording, const PaperWords& words) {
  const fs::path skeleton = file.parent_path() / "content.xml";
  const auto content = readXml(skeleton);
  if (!content) return fail(content.error());
  const xml_node root = (*content)->child("office:document-content");
  const xml_node text = root.child("office:body").child("office:text");
  const xml_node styles = root.child("office:automatic-styles");
  if (!text || !styles)
    return fail(ErrorKind::corrupt, skeleton.string() + " has no office:text or no office:automatic-styles");
  if (auto laid = layPaper(wording, words, text, styles); !laid) return failIn(file.string(), laid.error());
  return bytesOf(**content);
}

Result<std::string> stylesXml(const fs::path& folder, const PaperWords& words) {
  const fs::path file = folder / "styles.xml";
  const auto styles = readXml(file);
  if (!styles) return fail(styles.error());
  if (auto filled = fillIn(**styles, words); !filled) return failIn(file.string(), filled.error());
  return bytesOf(**styles);
}

Result<std::string> ownPaper(const PaperFacts& facts, const std::string& name) {
  const auto folder = os::ownFile("validation/papers");
  if (!folder)
    return fail(ErrorKind::notFound, "the wording of the papers (validation/papers) is not among the program's files");
  return paperOdt(facts, *folder, name);
}

}  // namespace

Result<std::string> paperOdt(const PaperFacts& facts, const fs::path& folder, const std::string& name) {
  const fs::path file = folder / (name + ".xml");
  const auto wording = readWording(file);
  if (!wording) return fail(wording.error());
  const xml_node paper = (*wording)->document_element();
  PaperWords words = paperWordsOf(facts);
  words.texts["title"] = paper.attribute("title").value();
  auto content = contentXml(file, paper, words);
  if (!content) return fail(content.error());
  auto styles = stylesXml(folder, words);
  if (!styles) return fail(styles.error());
  // ODF 1.3, part 2, section 3.3: the media type is the first entry and is not packed.
  return zipOf({{"mimetype", std::string(kMediaType), true},
                {"META-INF/manifest.xml", manifestXml()},
                {"content.xml", *std::move(content)},
                {"styles.xml", *std::move(styles)},
                {"meta.xml", metaXml(facts, words.texts["title"])}},
               {});
}

Result<std::string> miniHtaOdt(const PaperFacts& facts) { return ownPaper(facts, "mini-hta"); }

Result<std::string> declarationOdt(const PaperFacts& facts) { return ownPaper(facts, "in-house-declaration"); }

Result<std::map<std::string, std::string>> papers(const PaperFacts& facts) {
  auto miniHta = miniHtaOdt(facts);
  if (!miniHta) return fail(miniHta.error());
  auto declaration = declarationOdt(facts);
  if (!declaration) return fail(declaration.error());
  return std::map<std::string, std::string>{{std::string(kMiniHtaFile), *std::move(miniHta)},
                                            {std::string(kDeclarationFile), *std::move(declaration)}};
}

}  // namespace snitt::validation
