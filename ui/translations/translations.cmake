# Translations become part of the program. `cmake --build … --target update_translations` takes new texts of the sources
# into the files; filling them in is a person's work, and tests/viewer/translation_test.cpp tells what is missing.
set(folder ${CMAKE_CURRENT_BINARY_DIR}/translations)
set(compiled)
foreach(name snitt_nb snitt_en qt_nb)
  set(text ${CMAKE_CURRENT_LIST_DIR}/${name}.ts)
  add_custom_command(OUTPUT ${folder}/${name}.qm
    COMMAND ${CMAKE_COMMAND} -E make_directory ${folder}
    COMMAND Qt6::lrelease -silent -nounfinished ${text} -qm ${folder}/${name}.qm
    DEPENDS ${text} VERBATIM)
  list(APPEND compiled ${folder}/${name}.qm)
endforeach()
qt_add_resources(snitt_ui ui_translations PREFIX /snitt/translations BASE ${folder} FILES ${compiled})

# English texts stand in the sources, but its plurals do not: snitt_en holds those alone.
set(lupdate Qt6::lupdate -no-obsolete -locations none -I ${CMAKE_SOURCE_DIR} ui app)
add_custom_target(update_translations
  COMMAND ${lupdate} -source-language en -target-language nb_NO -ts ${CMAKE_CURRENT_LIST_DIR}/snitt_nb.ts
  COMMAND ${lupdate} -pluralonly -source-language en -target-language en -ts ${CMAKE_CURRENT_LIST_DIR}/snitt_en.ts
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} VERBATIM)
