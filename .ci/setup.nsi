; The setup of the Windows program: for one user, without administrator rights. Called by .ci/deliver.py with
; -DVERSION=1.2.3 -DBUILD=<folder of ThiDuaDesktop.exe> -DOUT=<setup.exe> -DICON=<app.ico>
; -DSIDE=<picture of the first page> -DLANGUAGE=<folder of Vietnamese.nlf and Vietnamese.nsh with composed letters>
Unicode true
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "WinVer.nsh"
!include "x64.nsh"

!define NAME "ThiDuaDesktop"
!define TITLE "Thi Đua Desktop"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define CLASSES "Software\Classes"
!define BOOK "${NAME}.HandoverBook"
!define DATA "$LOCALAPPDATA\${NAME}"

Name "${TITLE}"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "Software\${NAME}" "InstallDir"
SetCompressor /SOLID lzma
ManifestDPIAware true
ManifestSupportedOS Win10
BrandingText "${TITLE} ${VERSION}"

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=1066 "ProductName" "${TITLE}"
VIAddVersionKey /LANG=1066 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1066 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1066 "FileDescription" "Bộ cài đặt ${TITLE}"
VIAddVersionKey /LANG=1066 "LegalCopyright" "MIT"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\${NAME}.exe"
!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE RequireUsable
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGEEX "${LANGUAGE}" "Vietnamese"

; The file of a running program cannot be opened for writing: nothing is replaced under an open window.
!macro REQUIRE_CLOSED
  IfFileExists "$INSTDIR\${NAME}.exe" 0 closed
  ClearErrors
  FileOpen $0 "$INSTDIR\${NAME}.exe" a
  IfErrors 0 free
  MessageBox MB_OK|MB_ICONEXCLAMATION "${TITLE} đang mở. Hãy đóng chương trình rồi thực hiện lại." /SD IDOK
  SetErrorLevel 2
  Quit
free:
  FileClose $0
closed:
!macroend

; The program's own folder is replaced as a whole, so it must not be a folder that holds something else.
Function RequireUsable
  StrCmp "$INSTDIR" "${DATA}" 0 other
  MessageBox MB_OK|MB_ICONEXCLAMATION "Thư mục này dành cho dữ liệu. Hãy chọn thư mục khác để cài chương trình." /SD IDOK
  Abort
other:
  IfFileExists "$INSTDIR\${NAME}.exe" ours
  IfFileExists "$INSTDIR\_internal\*.*" 0 ours
  MessageBox MB_OK|MB_ICONEXCLAMATION "Thư mục này đang chứa một chương trình khác. Hãy chọn thư mục khác." /SD IDOK
  Abort
ours:
FunctionEnd

Function .onInit
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "${TITLE} cần Windows 10 hoặc 11 bản 64-bit." /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
  !insertmacro REQUIRE_CLOSED
FunctionEnd

Function un.onInit
  !insertmacro REQUIRE_CLOSED
FunctionEnd

Section "-${TITLE}"
  !insertmacro REQUIRE_CLOSED
  ; The version that is there copies the data before it is replaced. The new one does so again before it changes them.
  IfFileExists "$INSTDIR\${NAME}.exe" 0 copied
  IfFileExists "${DATA}\thidua.db" 0 copied
  DetailPrint "Đang sao lưu dữ liệu trước khi nâng cấp…"
  nsExec::Exec '"$INSTDIR\${NAME}.exe" backup'
  Pop $0
  StrCmp $0 0 copied
  MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "Chưa sao lưu được dữ liệu trong thư mục:$\r$\n${DATA}$\r$\n$\r$\nVẫn cài phiên bản mới? Khi mở lần đầu, phiên bản mới sao lưu trước khi nâng cấp dữ liệu." /SD IDNO IDYES copied
  SetErrorLevel 5
  Quit
copied:
  SetOutPath "$INSTDIR"
  ; Files of an earlier version only: the data stand in another folder and are never touched here.
  IfFileExists "$INSTDIR\${NAME}.exe" 0 +2
  RMDir /r "$INSTDIR\_internal"
  ClearErrors
  File /r "${BUILD}/*.*"
  IfErrors 0 written
  MessageBox MB_OK|MB_ICONSTOP "Không ghi được vào $INSTDIR. Hãy kiểm tra dung lượng đĩa rồi cài lại." /SD IDOK
  SetErrorLevel 4
  Quit
written:
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\${NAME}.exe"
  CreateShortcut "$DESKTOP\${TITLE}.lnk" "$INSTDIR\${NAME}.exe"
  WriteRegStr HKCU "Software\${NAME}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${TITLE}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${NAME}.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "${TITLE}"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ; A double click on a hand-over book opens the program with it.
  WriteRegStr HKCU "${CLASSES}\.tdkt" "" "${BOOK}"
  WriteRegStr HKCU "${CLASSES}\.tdxem" "" "${BOOK}"
  WriteRegStr HKCU "${CLASSES}\${BOOK}" "" "Sổ bàn giao ${TITLE}"
  WriteRegStr HKCU "${CLASSES}\${BOOK}\DefaultIcon" "" "$INSTDIR\${NAME}.exe,0"
  WriteRegStr HKCU "${CLASSES}\${BOOK}\shell\open\command" "" '"$INSTDIR\${NAME}.exe" "%1"'
  ${RefreshShellIcons}
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" "$0"
SectionEnd

Section "Uninstall"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\${NAME}.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${TITLE}.lnk"
  Delete "$DESKTOP\${TITLE}.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\${NAME}"
  DeleteRegKey HKCU "${CLASSES}\${BOOK}"
  ReadRegStr $0 HKCU "${CLASSES}\.tdkt" ""
  StrCmp $0 "${BOOK}" 0 other_program
  DeleteRegKey HKCU "${CLASSES}\.tdkt"
other_program:
  ReadRegStr $0 HKCU "${CLASSES}\.tdxem" ""
  StrCmp $0 "${BOOK}" 0 other_viewer
  DeleteRegKey HKCU "${CLASSES}\.tdxem"
other_viewer:
  ${RefreshShellIcons}
  IfFileExists "${DATA}\*.*" 0 nothing_left
  DetailPrint "Dữ liệu được giữ nguyên: ${DATA}"
  MessageBox MB_OK|MB_ICONINFORMATION "Đã gỡ chương trình. Dữ liệu (hồ sơ, tệp đính kèm, bản sao lưu) được giữ nguyên trong thư mục:$\r$\n${DATA}$\r$\n$\r$\nCài lại chương trình là dùng tiếp được dữ liệu này." /SD IDOK
nothing_left:
SectionEnd
