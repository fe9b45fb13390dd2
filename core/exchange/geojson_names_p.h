// The names of what Snitt adds to QuPath's GeoJSON. But for the frame they stand in `properties.metadata`, which QuPath
// keeps and whose values must be texts; the note is what QuPath shows as an object's description.
#pragma once

#include "core/annotation/annotation.h"

namespace snitt::exchange {

constexpr const char* kFrameMember = "snitt.frame";  // of the collection: where coordinates are counted from
constexpr const char* kNoteKey = "ANNOTATION_DESCRIPTION";
constexpr const char* kShapeKey = "snitt.shape";
constexpr const char* kOriginKey = "snitt.origin";
constexpr const char* kAuthorKey = "snitt.author";
constexpr const char* kCreatedKey = "snitt.created";
constexpr const char* kChangedKey = "snitt.changed";
constexpr const char* kParentKey = "snitt.parent";
constexpr const char* kOriginalIdKey = "snitt.originalId";  // that was no UUID
constexpr const char* kForeignKey = "snitt.foreign";        // of other formats than GeoJSON, as JSON

// Of objects whose file does not tell.
inline Origin plainOriginOf(ObjectKind kind) { return kind == ObjectKind::annotation ? Origin::human : Origin::ai; }

}  // namespace snitt::exchange
