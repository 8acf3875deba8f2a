; What installer.nsi and uninstaller.nsi have in common; not compiled by itself.

Unicode true
SetCompressor /SOLID lzma
SetDateSave off ; the same content gives the same bytes
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "x64.nsh"

!define PROGRAM "${NAME}.exe"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"

Name "${DISPLAY_NAME}"
OutFile "${TARGET}"
BrandingText "${DISPLAY_NAME} ${VERSION}"
ShowInstDetails nevershow

VIProductVersion "${VERSION_NUMBERS}"
VIAddVersionKey "ProductName" "${DISPLAY_NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION_NUMBERS}"
VIAddVersionKey "LegalCopyright" "Apache License 2.0"

!ifdef SIGN
  !finalize '${SIGN}'
!endif

!define MUI_ICON "${ICON}"

; Ends with exit code 2, and says why: in a window, or where nobody may be asked to whoever called.
!macro Stop text
  ${If} ${Silent}
    ; A program with windows has no console of its own, only that of its caller.
    System::Call 'kernel32::AttachConsole(i -1)'
    System::Call 'kernel32::GetStdHandle(i -12) p .r9'
    FileWrite $9 "${text}$\r$\n"
  ${Else}
    MessageBox MB_OK|MB_ICONSTOP "${text}"
  ${EndIf}
  SetErrorLevel 2
  Quit
!macroend
!define Stop "!insertmacro Stop"

; An open program cannot be replaced on Windows: whoever can be asked closes it, else we stop.
Function CloseFirst
  ${IfNot} ${FileExists} "$INSTDIR\${PROGRAM}"
    Return
  ${EndIf}
  again:
  ClearErrors
  FileOpen $0 "$INSTDIR\${PROGRAM}" a
  ${If} ${Errors}
    ${If} ${Silent}
      ${Stop} "${DISPLAY_NAME} is open. Close it first. Nothing was changed."
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION \
      "${DISPLAY_NAME} is open. Close it, then try again." IDRETRY again
    SetErrorLevel 2
    Quit
  ${EndIf}
  FileClose $0
FunctionEnd
