"""The probe runtime: loads one instrumented file and runs scenarios against it. Standard library only, Python 3.8+."""
