# The manual's pages become part of the program: hospitals are offline.
file(GLOB pages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/resources/help/*.md)
qt_add_resources(snitt_ui ui_help PREFIX /snitt/help BASE ${PROJECT_SOURCE_DIR}/resources/help FILES ${pages})
