; The installer for Windows: for one person, without administrator rights.
;
; Compiled by tools/package/windows.py, which defines NAME, DISPLAY_NAME, VERSION, VERSION_NUMBERS,
; SOURCE, TARGET, ICON, SIZE_KB, UNINSTALLER, and SIGN where something signs.
;
;   setup.exe /S            installs, or updates in place, without a question
;   setup.exe /S /D=C:\Dir  installs somewhere else; the last word, without quotes
;
; Exit codes: 0 done, 1 cancelled, 2 failed (the app is open, or the disk is full).

!include "common.nsh"

InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"
VIAddVersionKey "FileDescription" "${DISPLAY_NAME}, installer"

!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_LANGUAGE "English"

Function .onInit
  ${IfNot} ${RunningX64}
    ${Stop} "A 64-bit Windows is needed."
  ${EndIf}
  SetShellVarContext current
FunctionEnd

Section "install"
  Call CloseFirst
  ; The files of an older version go first, so that none of them is found by the new one. They are
  ; in folders of ours alone: what people make is elsewhere, in their profile.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  SetOverwrite on
  ClearErrors
  File /r "${SOURCE}/*"
  File "/oname=app.ico" "${ICON}"
  File "/oname=uninstall.exe" "${UNINSTALLER}"
  ${If} ${Errors}
    ${Stop} "Not all files could be written to $INSTDIR."
  ${EndIf}
  CreateShortcut "$SMPROGRAMS\${DISPLAY_NAME}.lnk" "$INSTDIR\${PROGRAM}" "" "$INSTDIR\app.ico"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${DISPLAY_NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\app.ico"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
SectionEnd
