# What a desktop is told: the viewer, the kinds of files it opens, and that it follows snitt:// links.
#   cmake --install build/release --component desktop --prefix ~/.local
include(GNUInstallDirs)
install(FILES packaging/snitt-viewer.desktop packaging/snitt-link.desktop
  DESTINATION ${CMAKE_INSTALL_DATADIR}/applications COMPONENT desktop)
install(FILES packaging/snitt-viewer-mime.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages COMPONENT desktop)
install(FILES resources/icons/snitt.svg
  DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps COMPONENT desktop)
