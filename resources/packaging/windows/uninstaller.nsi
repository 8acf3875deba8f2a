; What removes the app on Windows. The installer puts it beside the app, as uninstall.exe.
;
; A program of its own, and not what NSIS calls an uninstaller: that one starts a copy of itself and
; ends at once with 0, so that nobody could be told that the app was open and is still there.
;
;   uninstall.exe /S        removes the app without a question; what a person made with it stays
;
; Exit codes: 0 removed, 1 cancelled, 2 failed (the app is open, or a file cannot be removed). Its
; own file goes a moment after it has ended.

!include "common.nsh"

VIAddVersionKey "FileDescription" "${DISPLAY_NAME}, remover"
Caption "Remove ${DISPLAY_NAME}"

!define MUI_PAGE_HEADER_TEXT "Removing"
!define MUI_PAGE_HEADER_SUBTEXT "${DISPLAY_NAME} is being removed."
!define MUI_INSTFILESPAGE_FINISHHEADER_TEXT "Removed"
!define MUI_INSTFILESPAGE_FINISHHEADER_SUBTEXT "${DISPLAY_NAME} was removed."
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Function .onInit
  SetShellVarContext current
  StrCpy $INSTDIR $EXEDIR
  ; A copy of it that somebody starts elsewhere removes nothing there.
  ReadRegStr $1 HKCU "${UNINSTALL_KEY}" "InstallLocation"
  ${IfNot} ${FileExists} "$INSTDIR\${PROGRAM}"
  ${AndIf} $1 != $INSTDIR
    ${Stop} "${DISPLAY_NAME} is not installed in $INSTDIR."
  ${EndIf}
  Call CloseFirst
  MessageBox MB_YESNO|MB_ICONQUESTION "Remove ${DISPLAY_NAME}?$\r$\n$\r$\nYour settings, \
    connections and data stay in your profile." /SD IDYES IDYES remove
  SetErrorLevel 1
  Quit
  remove:
FunctionEnd

Section "remove"
  SetOutPath "$TEMP" ; no folder is removed that somebody is in
  ClearErrors
  Delete "$INSTDIR\${PROGRAM}"
  ${If} ${Errors}
    ${Stop} "${DISPLAY_NAME} is open. Close it first. Nothing was changed."
  ${EndIf}
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\app.ico"
  ${If} ${FileExists} "$INSTDIR\_internal"
    ${Stop} "Not all files in $INSTDIR could be removed. Start this again after the next sign-in."
  ${EndIf}
  Delete "$SMPROGRAMS\${DISPLAY_NAME}.lnk"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
SectionEnd

; It cannot remove its own file while it runs: Windows' own shell does, a second after, and once more
; later. Where the app is there again by then, nothing of it is touched.
Function .onInstSuccess
  StrCpy $1 'if not exist "$INSTDIR\${PROGRAM}" del /f /q "$EXEPATH" & rd "$INSTDIR"'
  ExecShell "open" "$SYSDIR\cmd.exe" \
    '/d /c ping -n 2 127.0.0.1 & $1 && exit & ping -n 6 127.0.0.1 & $1' SW_HIDE
FunctionEnd
